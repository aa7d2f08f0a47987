"""What a build says: its steps and its summary."""

WORDS = {
    "step_read": ("读取", "read"),
    "step_load": ("装载", "load"),
    "step_transform": ("转换", "transform"),
    "step_check": ("检查", "check"),
    "step_publish": ("发布", "publish"),
    "progress_page": ("第 {page}/{pages} 页扫描件", "scanned page {page}/{pages}"),
    "progress_seconds": ("约剩 {seconds} 秒", "about {seconds} s left"),
    "progress_minutes": ("约剩 {minutes} 分钟", "about {minutes} min left"),
    "progress_hours": (
        "约剩 {hours} 小时 {minutes} 分钟",
        "about {hours} h {minutes} min left",
    ),
    "heading": (
        "明账 构建 {build_id} · {seen} 份文件，本次读取 {read} 份 · {seconds} 秒",
        "mingzhang build {build_id} · {seen} documents, {read} read now · {seconds} s",
    ),
    "nothing_changed": (
        "自该次构建以来没有变化：已发布的文件保持不变。",
        "Nothing changed since this build: the published file stays.",
    ),
    "label_read": ("读取", "read"),
    "label_partial": ("未读全", "partial"),
    "label_placed": ("定位", "placed"),
    "label_facts": ("事实", "facts"),
    "label_set_aside": ("暂存", "set aside"),
    "label_proved": ("勾稽", "proved"),
    "label_conserved": ("守恒", "conserved"),
    "label_checked": ("检查", "checked"),
    "label_published": ("发布", "published"),
    "label_seconds": ("用时", "seconds"),
    "label_next": ("下一步", "next"),
    "line_read": (
        "{documents} 份文件 · {tables} 张表 · {figures} 个数字 · 隔离 {quarantined} 份",
        (
            "{documents} documents · {tables} tables · {figures} figures · {quarantined} "
            "quarantined"
        ),
    ),
    "line_placed": (
        "按原位 {as_published} · 由算术移位 {realigned} · 未能核定 {unreconciled}",
        (
            "{as_published} as printed · {realigned} realigned by arithmetic · "
            "{unreconciled} unreconciled"
        ),
    ),
    "line_restored": (
        "扫描件中 {restored} 个数字按勾稽复原",
        "{restored} figures of scans restored by arithmetic",
    ),
    "line_partial": (
        "{tables} 张表未读全 · 未取用的数字 {figures} 个",
        "{tables} tables of which {figures} figures were not taken",
    ),
    "line_facts": ("{tables} 张事实表，共 {rows} 行", "{rows} rows in {tables} tables"),
    "line_set_aside": (
        (
            "不入事实表：位置未能核定 {unreconciled} · 部门不明 {no_department} · 年度不明 "
            "{no_year} · 同一账户有两张表 {two_tables_of_an_account} · 地区、口径或单位不明 "
            "{of_areas}"
        ),
        (
            "in no fact: {unreconciled} unreconciled · {no_department} of no known body · "
            "{no_year} of no known year · {two_tables_of_an_account} of two tables of an "
            "account · {of_areas} of no known region, scope or unit"
        ),
    ),
    "gate_heading": (
        "检查暂存，不入事实表：{documents} 份文件中的 {aside} 份",
        "Set aside by the gate, and in no fact: {aside} of {documents} documents",
    ),
    "gate_published_before": ("此前已发布", "published before this build"),
    "line_proved": (
        (
            "适用 {apply} 条勾稽关系 · 成立 {holds} · 舍入差 {rounding} · 不成立 {broken} "
            "· 数据不足 {insufficient}"
        ),
        (
            "{apply} identities apply · {holds} hold · {rounding} rounding · {broken} "
            "broken · {insufficient} insufficient"
        ),
    ),
    "line_conserved": (
        (
            "{sums} 个合计 · 读取 {read} 元 = 发布 {published} + 隔离 {quarantined} + 排除 "
            "{excluded}"
        ),
        (
            "{sums} sums · {read} yuan read = {published} published + {quarantined} "
            "quarantined + {excluded} excluded"
        ),
    ),
    "line_checked": (
        "{expectations} 项检查 · 严重 {critical} · 警告 {warnings}",
        "{expectations} expectations · {critical} critical · {warnings} warnings",
    ),
    "line_published": ("{link} → {file} · {size} MB", "{link} → {file} · {size} MB"),
}
