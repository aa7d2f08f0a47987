"""The help of every command and option."""

WORDS = {
    "help_program": (
        "全国公共预算数据仓库，每个数字都有凭据。",
        "China's public budgets in one warehouse, every figure with its receipt.",
    ),
    "help_epilog": (
        (
            "退出码：0 完成；1 未完成（构建未通过检查、查询失败），已发布的数据没有变化；2 "
            "用法有误"
        ),
        (
            "exit codes: 0 done; 1 not done (a build refused by its checks, a query that "
            "failed), and the published warehouse is untouched; 2 wrong usage"
        ),
    ),
    "help_warehouse": (
        (
            "数据仓库所在文件夹（或 MINGZHANG_WAREHOUSE；默认为当前目录下的 "
            "mingzhang-warehouse，源码目录中为 data/warehouse）"
        ),
        (
            "the warehouse's folder (default: MINGZHANG_WAREHOUSE, else "
            "mingzhang-warehouse here; in a checkout data/warehouse)"
        ),
    ),
    "help_version": ("显示版本", "print the version"),
    "help_quiet": ("只显示错误", "print errors only"),
    "help_language": (
        "消息语言（默认依系统区域）",
        "language of messages (default: by locale)",
    ),
    "help_build": (
        "读取新文件、转换、检查、发布",
        "read new documents, transform, check, publish",
    ),
    "help_build_paths": (
        "文件或文件夹（源码目录中默认 data/documents）",
        "file or folder of documents (default in a checkout: data/documents)",
    ),
    "help_jobs": ("读取文件的进程数", "processes that read documents"),
    "help_full": (
        "重新读取所有文件，并重新计算按文件保存的一切",
        "read every document again, and make what is kept of them anew",
    ),
    "help_keep": (
        "保留原件供凭据显示页面（pages），或不保留（none）",
        "keep the documents whose pages receipts show (pages), or none",
    ),
    "help_page": (
        "把印有该数字的页面局部写入 PNG 文件",
        "write the picture of the page where the figure is printed to this PNG file",
    ),
    "help_strict": (
        "有文件违反检查规则时，整个构建不予发布",
        "refuse the whole build where a document breaks a rule of the gate",
    ),
    "help_spark": (
        "在 Apache Spark 上识读并运行模型（如 local[4]、spark://主机:7077、yarn）",
        "read and run the models on Apache Spark (as local[4], spark://host:7077, yarn)",
    ),
    "help_outcomes": (
        "每份文件、每张表的结果与原因",
        "what became of each document and table, and why",
    ),
    "help_reasons": (
        "只看这些原因代码（逗号分隔，见 docs/forms.md）",
        "only these reason codes, by commas (docs/forms.md lists them)",
    ),
    "help_status": (
        "只看这些：parsed, partial, set_aside, empty_declared, ignored, unrecognised, failed",
        (
            "of parsed, partial, set_aside, empty_declared, ignored, unrecognised, failed, "
            "by commas"
        ),
    ),
    "help_replay": ("重新读取被隔离的文件", "read every quarantined document again"),
    "help_explain": (
        "一个数字的凭据，或一个查询背后的文件",
        "the receipt of one figure, or the documents behind a query",
    ),
    "help_receipt": (
        "事实表或 marts.receipts 中的 receipt_id；用 表名:凭据 列出一行事实的各个数字",
        "receipt_id of a fact or of marts.receipts; TABLE:RECEIPT lists the figures of a fact",
    ),
    "help_explain_sql": (
        "改为列出该查询结果背后的文件",
        "name the documents behind the result of this query instead",
    ),
    "help_sql": ("对已发布的数据执行只读 SQL", "read-only SQL over the published warehouse"),
    "help_query": ("SQL（在终端中省略则进入交互）", "SQL (none on a terminal: a prompt)"),
    "help_file": ("存放查询语句的文件", "file with the query"),
    "help_format": ("结果格式", "form of the result"),
    "help_out": ("结果文件", "file for the result"),
    "help_analysis": (
        "回答这个命名的问题（--analyses 列出全部）",
        "answer this named question (--analyses lists them)",
    ),
    "help_analyses": ("列出命名的问题", "list the named questions"),
    "help_synthetic": (
        "只用合成文档，不用真实文档；二者从不混合",
        "synthetic documents instead of the real ones; never both",
    ),
    "answered_synthetic": ("依据合成文档", "from synthetic documents"),
    "help_explain_sources": (
        "并列出结果背后的文件",
        "name the documents behind the result as well",
    ),
    "help_time": ("显示查询用时", "tell how long the query took"),
    "help_timeout": ("查询超过多少秒即停止", "seconds after which the query is stopped"),
    "help_export": (
        "把数据表导出为文件，附数据字典",
        "the marts as files, with a data dictionary",
    ),
    "help_folder": (
        "存放文件的文件夹，或数据库 postgres://…",
        "folder for the files, or postgres://… for a database",
    ),
    "help_table": ("只导出该表（可重复）", "only this mart (may be repeated)"),
    "help_report": ("年度趋势报告", "the annual trend report"),
    "help_year": ("年度", "fiscal year"),
    "help_region": ("行政区划代码（GB/T 2260）", "region code, GB/T 2260"),
    "help_department": ("部门名称", "name of a department"),
    "help_report_out": (
        "报告文件（.html、.pdf 或 .docx）",
        "file for the report (.html, .pdf or .docx)",
    ),
    "help_report_check": (
        "检查较新的数据是否会改变这份报告（退出码 1）",
        "tell whether newer data would change this report (exit code 1)",
    ),
    "help_dashboard": ("看板，仅限本机访问", "the dashboards, on this machine only"),
    "help_port": ("看板端口", "port of the dashboards"),
    "help_mcp": (
        "供助手使用的只读服务（MCP，经标准输入输出）",
        "the warehouse for assistants (MCP, standard input and output), read-only",
    ),
    "help_demo": (
        "在单独的文件夹中生成一座合成城市，并打开看板",
        "a synthetic city in a folder of its own, and the dashboards on it",
    ),
    "help_demo_folder": (
        (
            "城市所在的文件夹（默认为当前目录下的 mingzhang-demo，源码目录中为 "
            "data/demo）；已有则直接打开"
        ),
        (
            "the city's folder (default: mingzhang-demo here, in a checkout data/demo); "
            "one that is there is opened"
        ),
    ),
    "help_demo_departments": ("城市的部门数", "how many departments the city has"),
    "help_no_open": ("只构建，不打开看板", "build the city, do not open the dashboards"),
    "help_corpus": (
        "生成合成文件（每份均有标记），并附上正确答案",
        "write synthetic documents, each marked as such, with the truth beside them",
    ),
    "help_corpus_dir": (
        "文件夹：其中建立 documents/ 和 truth/",
        "the folder: documents/ and truth/ are made in it",
    ),
    "help_corpus_documents": ("生成多少份文件", "how many documents"),
    "help_seed": (
        "种子相同，语料相同（默认 1）",
        "the same seed gives the same corpus (default: 1)",
    ),
    "help_corpus_formats": (
        "格式，以逗号分隔：txt、html、docx、xlsx、pdf（默认 txt,xlsx）",
        "formats by commas: txt, html, docx, xlsx, pdf (default: txt,xlsx)",
    ),
    "help_noise": (
        "版式偏离表式的程度（默认 none）",
        "how much the layout departs from the form (default: none)",
    ),
    "help_misprints": (
        "印错数字的文件所占比例（默认 0）",
        "the share of documents with a figure printed wrong (default: 0)",
    ),
    "help_corpus_years": ("财政年度（默认 2022-2024）", "fiscal years (default: 2022-2024)"),
    "help_withdraw": ("把文件从以后的构建中撤下", "take documents out of the next builds"),
    "help_document": ("文件 id 或文件名", "document id or file name"),
    "help_reason": ("原因，保存在数据仓库中", "why, kept in the warehouse"),
    "help_forms": ("能够读取的表式", "the forms that can be read"),
}
