"""Indicators across departments."""

WORDS = {
    "indicators_page_title": ("承诺了什么，做到了吗？", "What was promised, and was it done?"),
    "view_list": ("指标", "Indicators"),
    "view_families": ("同类指标", "Families"),
    "indicator_kind": ("性质", "Kind"),
    "nature_of_indicator_quantitative": ("定量", "quantitative"),
    "nature_of_indicator_qualitative": ("定性", "qualitative"),
    "nature_of_indicator_unknown": ("未说明", "not told"),
    "families_title": ("同类指标，目标一样吗？", "Like indicators: are the targets alike?"),
    "families_subtitle": (
        "同名同单位的指标为一族 · {shown} 族，至少两个指标。选一行比较各部门。",
        (
            "Indicators of one name and unit are a family · families of two or more: {shown}."
            " Select a row to compare departments."
        ),
    ),
    "families_none": ("没有同类的指标。", "There are no families of like indicators."),
    "family": ("指标族", "Family"),
    "members": ("指标数", "Members"),
    "department_count": ("部门数", "Departments"),
    "lowest_target": ("最低目标", "Lowest target"),
    "highest_target": ("最高目标", "Highest target"),
    "family_chart_title": (
        "「{name}」：各部门的目标与实际",
        "'{name}': targets and actuals",
    ),
    "family_chart_subtitle": (
        "{unit} · {shown} 个有数值，{missing} 个只有文字 · 竖线为目标，圆点为实际",
        "{unit} · with numbers: {shown}, words only: {missing} · tick: target, dot: actual",
    ),
    "no_unit": ("无单位", "no unit"),
    "family_choose": ("比较哪一族", "Family to compare"),
}
