"""The structure of spending."""

WORDS = {
    "structure_page_title": ("钱花到了哪里？", "Where did the money go?"),
    "tree": ("分类", "Classification"),
    "tree_function": ("功能分类", "By function"),
    "tree_economic": ("经济分类", "By economic class"),
    "region": ("地区", "Region"),
    "tree_title": ("{year} 年，{node}由什么组成？", "{year}: what is {node} made of?"),
    "tree_whole": ("支出", "spending"),
    "tree_subtitle_function": (
        (
            "决算支出，全部资金，类 → 款 → 项 · 面积为金额，{departments} 个已公开部门"
            "合计 {total}，{count} 个数字 · 点选展开"
        ),
        (
            "Executed spending, all funds, class → section → item · area: amount, {total} over"
            " {departments} departments that published · figures: {count} · select to open"
        ),
    ),
    "tree_subtitle_economic": (
        (
            "决算支出，已公布经济分类的财政资金，性质 → 类 → 款 · 面积为金额，"
            "{departments} 个已公开部门合计 {total}，{count} 个数字 · 点选展开"
        ),
        (
            "Executed spending of funds published by economic class, nature → class → item ·"
            " area: amount, {total} over {departments} departments that published ·"
            " figures: {count} · select to open"
        ),
    ),
    "tree_up": ("回到上一级", "Up"),
    "tree_top": ("回到顶层", "To the top"),
    "tree_open": ("展开「{name}」", "Open '{name}'"),
    "tree_none": (
        "这一年没有这一分类的数字。换一个年度或分类。",
        "No figures of this classification for the year. Choose another year or one.",
    ),
    "tree_negative": (
        "{count} 项为负数，不画，见数据表。",
        "{count} parts are negative: in the table, not drawn.",
    ),
    "share": ("占比", "Share"),
    "column_code": ("编码", "Code"),
    "figures": ("数字", "Figures"),
    "flow_title": ("{year} 年，钱从哪来、到哪去？", "{year}: where from, where to?"),
    "flow_subtitle": (
        (
            "决算，全部资金，收入来源 → 支出性质 → 功能类，{unit} · 只含收支两表都公布的"
            " {count} 个部门"
        ),
        (
            "Final accounts, all funds: source → nature → function class, {unit} · only the"
            " departments that publish both sides: {count}"
        ),
    ),
    "flow_none": (
        "这一年没有部门同时公布收入与支出。",
        "No department publishes both income and spending for this year.",
    ),
    "flow_whole": ("收支", "All funds"),
    "flow_drawn": ("动用结余等（差额）", "From balances (difference)"),
    "flow_kept": ("结余等（差额）", "To balances (difference)"),
    "flow_from": ("从", "From"),
    "flow_to": ("到", "To"),
    "source_fiscal_appropriation": ("财政拨款", "fiscal appropriation"),
    "source_superior_subsidy": ("上级补助", "superior subsidy"),
    "source_institutional": ("事业收入", "institutional"),
    "source_operating": ("经营收入", "operating"),
    "source_affiliate_remittance": ("附属单位上缴", "affiliate remittance"),
    "source_other": ("其他收入", "other"),
}
