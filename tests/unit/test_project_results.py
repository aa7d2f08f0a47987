"""Tables of results of self-evaluations, a row a project."""

from ingest.reading import read_document

ROWS = (
    "序号\t项目名称\t主管部门\t预算数\t执行数\t执行率(%)\t得分\t等级",
    "1\t甲项目\t某局\t50.00\t45.00\t90.00\t95\t优",
    "2\t乙项目\t某局\t30.00\t30.00\t100.00\t88\t良",
    "\t合计\t\t80.00\t75.00\t93.75\t91.5\t",
)


def read(title="某局2023年度项目支出绩效自评情况汇总表"):
    text = "\n".join((title, "单位：万元", "", *ROWS))
    return read_document(text.encode(), "a.txt", "a.txt")


def test_each_project_has_its_money_its_score_and_its_grade():
    found = read()
    assert [(p["project_no"], p["name_text"], p["grade_text"]) for p in found["projects"]] == [
        (1, "甲项目", "优"), (2, "乙项目", "良"),
    ]  # fmt: skip
    said = {(a["project_no"], a["row_key"], a["measure"]): str(a["amount"])
            for a in found["amounts"]}  # fmt: skip
    assert said[1, "project_item", "executed"] == "45.00"
    assert said[1, "score_total", "score"] == "95"
    assert said[2, "project_item", "execution_rate"] == "100.00"


def test_the_score_of_a_total_is_no_projects():
    found = [a for a in read()["amounts"] if a["label_text"] == "合计"]
    assert {a["project_no"] for a in found} == {None}
    assert {a["row_key"] for a in found if a["measure"] == "score"} == {"subtotal"}
