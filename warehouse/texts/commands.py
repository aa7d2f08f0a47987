"""What commands report when they are done."""

WORDS = {
    "exported": ("{table}：{rows} 行 → {path}", "{table}: {rows} rows → {path}"),
    "written": ("{rows} 行 → {path}", "{rows} rows → {path}"),
    "truncated": (
        "只显示前 {rows} 行；用 --format csv 或 --out 取得全部。",
        "Only the first {rows} rows are shown; --format csv or --out gives all.",
    ),
    "rows": ("{rows} 行", "{rows} rows"),
    "took": ("{seconds} 秒", "{seconds} s"),
    "rows_took": ("{rows} 行 · {seconds} 秒", "{rows} rows · {seconds} s"),
    "withdrawn": (
        "{document} 已从以后的构建中撤下；运行 mingzhang build 即发布。",
        "{document} is out of the next builds; publish without it by: mingzhang build",
    ),
    "replayed": (
        "隔离的文件：重读前 {before} 份，重读后 {after} 份。",
        "{before} documents in quarantine before, {after} after.",
    ),
    "report_written": ("{path}", "{path}"),
    "report_current": (
        "构建 {published} 与报告所依据的构建 {build} 内容相同。",
        "Build {published} says the same as build {build} did.",
    ),
    "corpus_written": (
        "{documents} 份合成文件 → {path}",
        "{documents} synthetic documents → {path}",
    ),
    "prompt_help": (
        (
            "输入 SQL，以 ; 结束   .tables 列出数据表   .columns 表名   .analyses "
            "命名的问题   .quit 退出"
        ),
        "SQL, ended by ;   .tables lists the marts   .columns MART   .analyses   .quit leaves",
    ),
    "interrupted": (
        "已中断；已发布的数据没有变化。",
        "Interrupted; what was published is unchanged.",
    ),
}
