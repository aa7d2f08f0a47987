"""What went wrong, for a person who can act on it."""

WORDS = {
    "error": ("mingzhang：{message}", "mingzhang: {message}"),
    "nothing_published": (
        "{folder} 中还没有已发布的数据。请先运行：mingzhang build",
        "No warehouse is published in {folder} yet. Run: mingzhang build",
    ),
    "nothing_to_read": ("没有可读取的文件：{reason}", "Nothing to read: {reason}"),
    "documents_file": (
        "指明文件部门与年度的 documents.csv 有误：{reason}",
        "The file that names documents is wrong: {reason}",
    ),
    "form_file": ("表式文件有误：{reason}", "A form file is wrong: {reason}"),
    "cannot_open": ("无法打开 {file}：{reason}", "{file} cannot be opened: {reason}"),
    "cannot_write": ("无法写入 {folder}：{reason}", "{folder} cannot be written: {reason}"),
    "cannot_read": ("无法读取 {file}：{reason}", "{file} cannot be read: {reason}"),
    "system": ("{file}：{reason}", "{file}: {reason}"),
    "load_failed": (
        "已落地的文件无法装载：{reason}",
        "The landed documents could not be loaded: {reason}",
    ),
    "locked": (
        "另一次构建正在 {folder} 中进行；请待其完成后再试。",
        "Another build is working in {folder}; try again when it has finished.",
    ),
    "query_empty": (
        "没有查询语句：请作为参数给出、用 --file 指定，或在终端中输入。",
        "There is no query: give it as an argument, with --file, or on a terminal.",
    ),
    "query_failed": ("查询失败。{reason}", "The query failed. {reason}"),
    "query_timeout": (
        "查询超过 {seconds} 秒，已停止。",
        "The query was stopped after {seconds} seconds.",
    ),
    "query_writes": (
        "只能运行查询：select、with、from、describe、summarize、show、explain",
        "Only questions are run: select, with, from, describe, summarize, show, explain",
    ),
    "query_schema": (
        "此处不能读取 {table}，只能读取模式 {schemas}。",
        "{table} may not be read here, only the schemas {schemas}.",
    ),
    "query_and_file": (
        "查询语句、--analysis 与 --file 只能给出一个。",
        "Give one of a query, --analysis and --file.",
    ),
    "unknown_analysis": (
        "没有名为 {name} 的分析。现有：{known}",
        "There is no analysis {name}. The analyses: {known}",
    ),
    "needs_out": (
        "{format} 不是文本：请用 --out 指定文件。",
        "{format} is not text: name the file with --out.",
    ),
    "transform_failed": (
        "模型未能建成。\n{reason}",
        "The models could not be built.\n{reason}",
    ),
    "gate_failed": (
        "检查未能运行：{reason}（见 {log}）",
        "The checks could not run: {reason} (see {log})",
    ),
    "refused": (
        "构建 {build_id} 未通过检查；上次发布的数据没有变化。\n全部结果：{kept}",
        (
            "Build {build_id} was refused by its checks; the last published warehouse is "
            "untouched.\nAll results: {kept}"
        ),
    ),
    "refused_many": (
        (
            "构建 {build_id} 未通过检查：{documents} 份文件中有 {aside} 份违反规则，"
            "最多可暂存 {most} 份。上次发布的数据没有变化。\n全部结果：{kept}"
        ),
        (
            "Build {build_id} was refused by its checks: {aside} of {documents} documents "
            "break a rule, and at most {most} may be set aside. The last published "
            "warehouse is untouched.\nAll results: {kept}"
        ),
    ),
    "goes_round": (
        "检查暂存 {documents} 份文件，不含它们再构建一遍",
        "set aside by the gate: {documents}; the build goes round again without",
    ),
    "unknown_receipt": (
        "没有凭据 {receipt}。凭据见 marts.receipts。",
        "There is no receipt {receipt}. Receipts stand in marts.receipts.",
    ),
    "unknown_fact": (
        "marts.{table} 没有凭据为 {receipt} 的行。",
        "marts.{table} has no row with receipt {receipt}.",
    ),
    "no_page": (
        "没有可显示的页面：{place}。原件未保留，或该格式没有页面。",
        "No page to show of {place}: the document is not kept, or its format has none.",
    ),
    "receipt_or_query": (
        "请给出一个凭据，或用 --sql 给出查询。",
        "Give a receipt, or a query with --sql.",
    ),
    "one_query": ("一次只能追溯一个查询。", "Documents are found behind one query at a time."),
    "behind_rows": (
        "该结果各行背后的文件：{count}",
        "Documents behind the rows of this result: {count}",
    ),
    "behind_nothing": (
        "该查询所用的表不指向文件：{count}",
        "The tables of this query name no documents: {count}",
    ),
    "behind_result": (
        "该结果列明的文件：{count}。它还依据什么，无从得知。",
        "Documents that this result names: {count}. What else it rests on is unknown.",
    ),
    "behind_tables": (
        "该查询所用各表的文件：{count}。无法逐行追溯，结果的来源在其中。",
        (
            "Documents of the tables that this query names: {count}. It cannot be followed "
            "row by row; those behind its result are among them."
        ),
    ),
    "behind_warehouse": (
        "仓库的文件：{count}。该查询可能读取任何表，结果的来源在其中。",
        (
            "Documents of the warehouse: {count}. This query may read any table; those "
            "behind its result are among them."
        ),
    ),
    "loss_window": (
        "窗口函数涉及其他行：计入所有行的文件。",
        "A window function looks at rows beyond: documents of all rows count.",
    ),
    "loss_subquery": (
        "表达式中的子查询按其各表的全部文件计入。",
        "A query inside an expression counts with all documents of its tables.",
    ),
    "loss_limit": (
        "去重之后的行数限制未计：计入所有行的文件。",
        "A limit after distinct rows was left out: documents of all rows count.",
    ),
    "loss_semi_join": (
        "只作筛选的表按其全部文件计入。",
        "A table that only filters counts with all of its documents.",
    ),
    "unknown_document": (
        "没有名为 {documents} 的文件。",
        "No landed document is called {documents}.",
    ),
    "unknown_table": (
        "没有数据表 {tables}。现有：{known}",
        "There is no mart {tables}. The marts: {known}",
    ),
    "unknown_reason": (
        "没有原因 {name}。可用（逗号分隔）：{known}",
        "There is no reason {name}. One or more, by commas, of: {known}",
    ),
    "unknown_status": (
        "没有状态 {name}。可用（逗号分隔）：{known}",
        "There is no status {name}. One or more, by commas, of: {known}",
    ),
    "report_failed": ("没有报告：{reason}", "No report: {reason}"),
    "report_outdated": (
        "{file} 来自构建 {build}；构建 {published} 会改变其内容。",
        "{file} comes from build {build}; build {published} would change what it says.",
    ),
    "report_or_check": (
        "写报告请给出 --year 和 --out；检查请只给出 --check FILE。",
        "Give --year and --out for a report, or --check FILE alone.",
    ),
    "no_reportlab": (
        "生成 PDF 文件需要 reportlab 包：{reason}",
        "Documents in PDF need the package reportlab: {reason}",
    ),
    "demo_folder_taken": (
        "{folder} 中已有别的内容；请指定一个空文件夹。",
        "{folder} holds something else; name an empty folder.",
    ),
    "demo_opens": (
        "合成城市 → http://localhost:{port}（Ctrl+C 结束）",
        "a synthetic city → http://localhost:{port}  (Ctrl+C ends it)",
    ),
    "needs_format": ("请给出 --format：{known}", "Name a --format: {known}"),
    "no_psycopg": (
        "写入 PostgreSQL 需要 psycopg 包：{reason}",
        "PostgreSQL needs the package psycopg: {reason}",
    ),
    "no_spark": (
        "在 Spark 上构建需要附加组件：pip install 'mingzhang[spark]'，并安装 Java 17",
        "Building on Spark needs the extra: pip install 'mingzhang[spark]', and Java 17",
    ),
    "spark_not_reached": (
        "无法连接 Spark（{master}）：{reason}",
        "Spark at {master} cannot be reached: {reason}",
    ),
    "no_postgres": ("PostgreSQL：{reason}", "PostgreSQL: {reason}"),
    "no_mcp": (
        "供助手使用的服务需要 mcp 包：{reason}",
        "The server for assistants needs the package mcp: {reason}",
    ),
    "no_such_corpus": ("没有这样的语料：{reason}", "There is no such corpus: {reason}"),
    "not_a_port": ("{port} 不是端口号：1 至 65535。", "{port} is not a port: 1 to 65535."),
    "no_jobs": ("--jobs 至少为 1。", "--jobs must be 1 or more."),
    "no_departments": ("--departments 至少为 1。", "--departments must be 1 or more."),
    "no_samples": (
        (
            "请指定文件或文件夹：mingzhang build 文件夹。样本文件只随源码提供；mingzhang "
            "demo 可查看合成城市。"
        ),
        (
            "Name a file or folder of documents: mingzhang build FOLDER. The samples come "
            "with a checkout only; mingzhang demo shows a synthetic city."
        ),
    ),
}
