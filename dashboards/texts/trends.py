"""Trends over the years."""

WORDS = {
    "trends_title": ("这些年，变了多少？", "How has it changed over the years?"),
    "trends_of": ("看谁", "Follow"),
    "of_departments": ("部门", "Departments"),
    "of_regions": ("地区", "Regions"),
    "of_functions": ("功能类", "Functions"),
    "trends_lines": ("线条", "Lines"),
    "trends_lines_help": (
        "最多 {count} 条；不选则显示最近一年数额最大的几条。",
        "At most {count}; with none chosen, the largest of the last year are shown.",
    ),
    "trends_too_many": (
        "选了 {chosen} 条，只画前 {count} 条；数据表中有全部。",
        "{chosen} were chosen, the first {count} are drawn; the table has all.",
    ),
    "trends_as": ("显示", "Show"),
    "trend_amount": ("金额", "Amount"),
    "trend_change": ("增长率", "Growth"),
    "prices": ("价格", "Prices"),
    "price_nominal": ("现价", "Nominal"),
    "price_real": ("不变价", "Real"),
    "prices_none": (
        "仓库中没有价格指数，只能看现价。",
        "The warehouse holds no price levels: nominal amounts only.",
    ),
    "trends_chart_title": (
        "{first}–{last} 年，{measure}怎样变化？",
        "{first}–{last}: how did {measure} change?",
    ),
    "trends_sums_title": (
        "{first}–{last} 年，已公开部门合计的{measure}怎样变化？",
        "{first}–{last}: how did {measure} change, summed over departments that published?",
    ),
    "trends_sums": (
        "已公开部门的合计，不是全地区的数字：{summed}",
        "Sums over the departments that published, not over the region: {summed}",
    ),
    "summed": ("{count} / {known} 个已知部门", "{count} of {known} known departments"),
    "trends_subtitle": (
        (
            "{measure}，{unit}，{prices} · {shown} 条线 · "
            "虚线处前后不可比（机构、口径、科目变化或缺年）"
        ),
        (
            "{measure}, {unit}, {prices} · lines: {shown} · dashed: years that cannot be"
            " compared (bodies, calibers or codes changed, or a year is missing)"
        ),
    ),
    "prices_nominal_words": ("现价", "nominal"),
    "prices_real_words": ("{year} 年价格", "prices of {year}"),
    "unit_growth": ("比上年 %", "% on the year before"),
    "change": ("比上年", "On the year before"),
    "break": ("与上年可比吗", "Comparable with the year before"),
    "break_none": ("可比", "comparable"),
    "break_first_year": ("首个年度", "first year"),
    "break_year_missing": ("上年缺", "the year before is missing"),
    "break_merged": ("机构合并", "bodies merged"),
    "break_several_bodies": ("新旧机构并存", "old and new body both report"),
    "break_split": ("职能划出或划入", "tasks split"),
    "break_region_changed": ("地区变化", "region changed"),
    "break_caliber_changed": ("口径变化", "caliber changed"),
    "break_caliber_mixed": ("口径混合", "calibers mixed"),
    "break_no_department": ("未写明部门", "no department named"),
    "break_renamed": ("更名，可比", "renamed, comparable"),
    "break_other_departments": (
        "上报部门不同",
        "other departments reported than the year before",
    ),
    "break_rename": ("科目更名，可比", "code renamed, comparable"),
    "break_move": ("科目移位，可比", "code moved, comparable"),
    "break_merge": ("科目合并", "codes merged"),
    "break_scope": ("科目口径变化", "scope of the code changed"),
    "break_conflicting_names": ("同年科目名称不一", "names of the code disagree"),
    "break_unbridged_name": ("科目名称变化，无对应", "code renamed without a bridge"),
    "break_outside_its_years": ("该年无此科目", "no such code in this year"),
    "line": ("对象", "Line"),
    "caliber_mixed": (
        "所选数字口径不一：{names}的数字不是（或不全是）部门汇总口径，不宜与其他直接比较。",
        (
            "The figures chosen are of different calibers: those of {names} are not, or not"
            " all, consolidated accounts. They do not compare with the others."
        ),
    ),
}
