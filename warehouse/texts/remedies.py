"""What to do about a rule that is broken."""

WORDS = {
    "remedy_twice": (
        (
            "同一张表或同一行印了两次而数字不同：对照原件；换上完好的文件重新构建，或以 "
            "mingzhang withdraw 撤下"
        ),
        (
            "a table or a line is printed twice, with other figures: compare with the "
            "original and build again with a sound file; mingzhang withdraw takes it out"
        ),
    ),
    "remedy_reading": (
        (
            "文件读取有误：以 mingzhang outcomes 对照各表，并连同文件反馈；也可以 "
            "mingzhang withdraw 撤下"
        ),
        (
            "read amiss: compare its tables by mingzhang outcomes, and report it with the "
            "file; mingzhang withdraw takes it out"
        ),
    ),
    "remedy_unit": (
        (
            "金额大于任何账户：查看表头的金额单位；换上完好的文件重新构建，或以 mingzhang "
            "withdraw 撤下"
        ),
        (
            "an amount is larger than any account: look at the unit above the table and "
            "build again with a sound file; mingzhang withdraw takes it out"
        ),
    ),
    "remedy_year": (
        "年度不在合理范围：在数据仓库文件夹的 documents.csv 中写明年度",
        "no fiscal year of our time: write its year into documents.csv beside the warehouse",
    ),
    "remedy_value": (
        "数值超出范围：对照原件；换上完好的文件重新构建，或以 mingzhang withdraw 撤下",
        (
            "a value is out of its bounds: compare with the original and build again with "
            "a sound file; mingzhang withdraw takes it out"
        ),
    ),
    "remedy_parts": (
        (
            "部分之和大于整体：对照原件的两张表；换上完好的文件重新构建，或以 mingzhang "
            "withdraw 撤下"
        ),
        (
            "the parts are more than their whole: compare both tables with the original "
            "and build again with a sound file; mingzhang withdraw takes it out"
        ),
    ),
    "remedy_models": (
        "没有指明文件：问题在模型或参考表；见上述全部结果",
        "no document is named: models or reference tables are at fault; see all results above",
    ),
}
