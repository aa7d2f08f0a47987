"""A small document that every reader can read: what harm is set beside."""

from corpus.render import table

SOUND = [
    "一般公共预算财政拨款“三公”经费支出预算表",
    "单位：万元",
    table(
        [
            ["合计", "因公出国（境）费", "公务接待费", "公务用车购置及运行费", "", ""],
            ["", "", "", "小计", "购置费", "运行费"],
            ["47.91", "0.00", "1.35", "46.56", "25.00", "21.56"],
        ],
        header=2,
    ),
]
