"""How far the figures can be trusted: leads and the ledger."""

WORDS = {
    # leads
    "section_leads": ("线索", "Leads"),
    "s_leads_note": (
        "线索是值得查看之处，不是错误，也不是结论。",
        "A lead is a place worth a look, not an error and no conclusion.",
    ),
    "table_leads": ("线索", "Leads"),
    "table_leads_sub": ("每条附其依据的注号", "each with the notes it rests on"),
    "col_lead": ("线索", "Lead"),
    "col_subject": ("对象", "Subject"),
    "col_kind_lead": ("种类", "Kind"),
    # ledger
    "section_ledger": ("勾稽核对", "Ledger"),
    "s_ledger": (
        (
            "适用的勾稽关系 {count} 条：成立 {holds} 条，占 {share}；舍入之内 {rounding} "
            "条；不成立 {broken} 条；缺数 {insufficient} 条。"
        ),
        (
            "Identities that apply: {count}; hold {holds}, {share}; within rounding "
            "{rounding}; broken {broken}; insufficient {insufficient}."
        ),
    ),
    "table_ledger": ("勾稽关系：按种类", "Identities by kind"),
    "table_ledger_sub": ("单位：条", "counts"),
    "col_identity": ("编号", "Id"),
    "col_meaning": ("应当成立的关系", "What must hold"),
    "status_holds": ("成立", "Holds"),
    "status_rounding": ("舍入之内", "Rounding"),
    "status_broken": ("不成立", "Broken"),
    "status_insufficient": ("缺数", "Insufficient"),
    "status_error": ("未能计算", "Error"),
    "table_imbalances": ("不成立与缺数的勾稽关系", "Identities broken or insufficient"),
    "table_imbalances_sub": (
        "左、右两端与差额，按所注单位；缺数不等于通过",
        "both sides in the unit given; insufficient is not a pass",
    ),
    "col_status": ("结果", "Result"),
    "col_left": ("左端", "Left"),
    "col_right": ("右端", "Right"),
    "col_difference": ("差额", "Difference"),
    "col_unit": ("单位", "Unit"),
    "identity_R01": (
        "本年收入 = 各项收入之和；本年支出 = 各功能分类之和",
        "income = sum of its lines; spending = sum of function classes",
    ),
    "identity_R02": (
        "总计 = 本年合计 + 结转结余等；收支两端总计相等",
        "grand total = year's total + balances; both sides are equal",
    ),
    "identity_R03": ("一行的合计 = 各栏之和", "total of a row = sum of its columns"),
    "identity_R04": ("基本支出 = 人员经费 + 公用经费", "basic = personnel + public"),
    "identity_R05": (
        "类 = 款之和 = 项之和；合计 = 各类之和",
        "class = sum of sections = sum of items; total = sum of classes",
    ),
    "identity_R06": (
        "收入决算表合计 = 收支总表的收入",
        "income table = income side of the account",
    ),
    "identity_R07": (
        "支出决算表合计 = 收支总表的支出，逐类相等",
        "spending table = spending side of the account, class by class",
    ),
    "identity_R08": (
        "财政拨款收支表合计 = 各资金之和 = 收支总表相应各行",
        "appropriation account = sum of funds = lines of the account",
    ),
    "identity_R09": (
        "财政拨款各表 = 财政拨款收支表的相应各栏",
        "appropriation tables = columns of the appropriation account",
    ),
    "identity_R10": (
        "年初结转 + 收入 = 支出 + 年末结转",
        "opening + income = spending + closing",
    ),
    "identity_R11": (
        "“三公”经费 = 出国（境）+ 公务用车 + 公务接待",
        "three public expenses = abroad + vehicles + receptions",
    ),
    "identity_R12": ("资产总额 = 各类资产之和", "assets = sum of their classes"),
    "identity_R13": (
        "印出的执行率 = 执行数 ÷ 预算数",
        "printed execution rate = executed ÷ budget",
    ),
    "identity_R14": (
        "项目资金 = 当年财政拨款 + 结转 + 其他资金",
        "project funds = appropriation + carry-over + other",
    ),
    "identity_R15": (
        "权重之和为 100；得分不超过权重；总分 = 得分之和；等级与分数段相符",
        "weights make 100; score ≤ weight; total = sum of scores; grade fits its band",
    ),
    "identity_R16": (
        "上年年末结转 = 本年年初结转",
        "closing balance = opening balance of the next year",
    ),
    "identity_R17": (
        "自评项目执行数之和与项目支出",
        "executed of self-evaluated projects and project spending",
    ),
    "identity_R18": (
        "文字中的数 = 同一文件表中的数",
        "figures in the narrative = figures in the tables",
    ),
    "identity_R19": (
        "预算的上年栏 = 上年批复数",
        "last year's column of a budget = last year's approved budget",
    ),
    "identity_other": ("见勾稽规则", "see the rules of the ledger"),
}
