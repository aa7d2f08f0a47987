"""What a document says of itself, from its first lines."""

import io

import xlsxwriter

from ingest.about import describe
from ingest.form import load_forms
from ingest.readers import workbook


def test_a_sheets_name_is_no_part_of_the_title():
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("公开表")
        sheet.write(0, 0, "2023年曲靖市示例统计局关于重点项目绩效评价结果的说明")
        sheet.write(1, 0, "2023年，我局对三个项目开展了评价。")
    about = describe(workbook.read(made.getvalue()).blocks, (), load_forms())
    assert about.title == "2023年曲靖市示例统计局关于重点项目绩效评价结果的说明"
    assert about.department_text == "曲靖市示例统计局"
