"""The frame of a report, and what keeps it from being written."""

WORDS = {
    # errors
    "no_receipt": (
        "仓库没有这些凭据：{receipts}。",
        "the warehouse holds no such receipts: {receipts}.",
    ),
    "unknown_format": (
        "报告只写成 .html、.pdf 或 .docx：{file} 不是。",
        "A report is written as .html, .pdf or .docx: {file} is not.",
    ),
    "no_font": (
        "没有可以排印中文的字体（例如安装 fonts-noto-cjk）；找过：{fonts}",
        (
            "No font that sets Chinese is installed (install fonts-noto-cjk, for one); "
            "looked for: {fonts}"
        ),
    ),
    "no_report_file": (
        "{file} 不是明账写出的报告。",
        "{file} is no report that mingzhang wrote.",
    ),
    "unknown_language": (
        "报告没有这种语言：{language}（有 {known}）。",
        "the report has no language {language} (it has {known}).",
    ),
    "no_year": (
        "仓库在此范围内没有 {year} 年的数据；有数据的年份：{years}。",
        "the warehouse holds no data of {year} in this scope; years: {years}.",
    ),
    "no_data_at_all": (
        "仓库在此范围内没有任何年份的数据。",
        "the warehouse holds no data of any year in this scope.",
    ),
    "no_region": ("没有代码为 {code} 的地区。", "there is no region with the code {code}."),
    "no_department": (
        "没有名称为“{name}”或包含它的部门。",
        "no department is named “{name}” or has it in its name.",
    ),
    "many_departments": (
        "名称包含“{name}”的部门不止一个，请写全称：{names}。",
        "several departments contain “{name}”, name one: {names}.",
    ),
    # the frame
    "title": ("{year} 年公共预算与绩效年度报告", "Public budgets and performance {year}"),
    "product": ("明账", "mingzhang 明账"),
    "subtitle": ("{region} · {department}", "{region} · {department}"),
    "all_regions": ("全部地区", "all regions"),
    "all_departments": ("全部部门", "all departments"),
    "footer_build": ("构建 {build}", "build {build}"),
    "footer_build_dated": ("构建 {build} · {date}", "build {build} · {date}"),
    "page_of": ("第 {page} 页，共 {pages} 页", "page {page} of {pages}"),
    "synthetic": (
        "本报告全部来自合成文件，不是真实公开数据。",
        "This report rests on synthetic documents only; it is not real data.",
    ),
    "no_data": ("无数据", "no data"),
    "list_separator": ("、", ", "),
    "colon": ("：", ": "),
    "not_shown": ("另有 {count} 行未列出。", "Further rows that are not shown: {count}."),
    "total": ("合计", "Total"),
    "share": ("占比", "Share"),
    "department": ("部门", "Department"),
    "project": ("项目", "Project"),
    "whole_department": ("部门整体", "whole department"),
    "unnamed": ("（文件未写名称）", "(no name printed)"),
    "code": ("代码", "Code"),
}
