"""What the terminal says, in English and Chinese: a sentence has one key in both."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

LANGUAGES = ("en", "zh")

_EN: Mapping[str, str] = {
    # steps and summary
    "step_read": "read",
    "step_load": "load",
    "step_transform": "transform",
    "step_check": "check",
    "step_publish": "publish",
    "heading": "mingzhang build {build_id} · {seen} documents, {read} read now · {seconds} s",
    "nothing_changed": "Nothing changed since this build: the published file stays.",
    "label_read": "read",
    "label_partial": "partial",
    "label_placed": "placed",
    "label_facts": "facts",
    "label_set_aside": "set aside",
    "label_proved": "proved",
    "label_conserved": "conserved",
    "label_checked": "checked",
    "label_published": "published",
    "label_seconds": "seconds",
    "label_next": "next",
    "line_read": (
        "{documents} documents · {tables} tables · {figures} figures"
        " · {quarantined} quarantined"
    ),
    "line_placed": (
        "{as_published} as printed · {realigned} realigned by arithmetic"
        " · {unreconciled} unreconciled"
    ),
    "line_partial": "{tables} tables of which {figures} figures were not taken",
    "line_facts": "{rows} rows in {tables} tables",
    "line_set_aside": (
        "in no fact: {unreconciled} unreconciled · {no_department} of no known body"
        " · {no_year} of no known year · {two_tables_of_an_account} of two tables of an account"
    ),
    "gate_heading": "Set aside by the gate, and in no fact: {aside} of {documents} documents",
    "gate_published_before": "published before this build",
    "line_proved": (
        "{apply} identities apply · {holds} hold · {rounding} rounding · {broken} broken"
        " · {insufficient} insufficient"
    ),
    "line_conserved": (
        "{sums} sums · {read} yuan read = {published} published + {quarantined} quarantined"
        " + {excluded} excluded"
    ),
    "line_checked": "{expectations} expectations · {critical} critical · {warnings} warnings",
    "line_published": "{link} → {file} · {size} MB",
    # receipts
    "explain_receipt": "receipt",
    "explain_document": "document",
    "explain_file": "file",
    "explain_place": "place",
    "explain_printed": "printed",
    "explain_unit": "unit",
    "explain_row": "row",
    "explain_column": "column",
    "explain_form": "form",
    "explain_reading": "reading",
    "explain_proof": "proof",
    "explain_line": "line",
    "explain_checks": "checks: {count}",
    "explain_fact": "fact",
    "explain_no_fact": "none: a total, a heading or a name, kept for the checks",
    "explain_value": "value",
    "explain_table": "table",
    "explain_state": "state",
    "explain_set_aside": "set aside",
    "explain_placed_by": "its column borne out by {proof}",
    "unit_not_printed": "no unit printed",
    "unit_found": "unit printed at {place}",
    "unit_found_here": "unit printed with it",
    "unit_of_form": "unit by the form",
    "document_superseded": "superseded by {document}: no fact is made of it",
    "document_synthetic": "synthetic",
    "proven": "proven in place by {by}",
    "proven_pinned": "proven in place by {by}; its column by {pinned}, between tables",
    "amount_proven_rivals": (
        "proven in amount by {by}, not in its place: could stand in {places}"
    ),
    "amount_proven_level": (
        "proven in amount by {by}, not in its place: rows below its level may be missing"
    ),
    "amount_proven_no_department": (
        "proven in amount by {by}, not in its place: the document's body is not known"
    ),
    "amount_proven_no_year": (
        "proven in amount by {by}, not in its place: the document's year is not known"
    ),
    "amount_proven_department_of_file_name": (
        "proven in amount by {by}, not in its place: only the name of the file or its folder "
        "says the body"
    ),
    "amount_proven_year_of_file_name": (
        "proven in amount by {by}, not in its place: only the name of the file or its folder "
        "says the year"
    ),
    "amount_proven_two_years": (
        "proven in amount by {by}, not in its place: table and document say two years"
    ),
    "set_aside": "{reason}: {remedy}",
    "not_proven": "not proven: no identity that holds compares it",
    "not_proven_broken": "not proven: {by} is broken",
    "reading_as_published": "as published",
    "reading_realigned": "realigned: moved to the column that the form's arithmetic proves",
    "reading_realigned_by_type": "realigned: moved to the column that its row's types allow",
    "reading_unreconciled": "unreconciled: no column satisfies the form's arithmetic",
    "status_holds": "holds",
    "status_rounding": "rounding",
    "status_broken": "broken",
    "status_insufficient": "insufficient",
    "status_not_applicable": "not applicable",
    "status_error": "error",
    # what commands report
    "exported": "{table}: {rows} rows → {path}",
    "written": "{rows} rows → {path}",
    "truncated": "Only the first {rows} rows are shown; --format csv or --out gives all.",
    "rows": "{rows} rows",
    "took": "{seconds} s",
    "rows_took": "{rows} rows · {seconds} s",
    "withdrawn": "{document} is out of the next builds; publish without it by: mingzhang build",
    "replayed": "{before} documents in quarantine before, {after} after.",
    "report_written": "{path}",
    "report_current": "Build {published} says the same as build {build} did.",
    "corpus_written": "{documents} synthetic documents → {path}",
    "prompt_help": (
        "SQL, ended by ;   .tables lists the marts   .columns MART   .analyses   .quit leaves"
    ),
    "interrupted": "Interrupted; what was published is unchanged.",
    # errors
    "error": "mingzhang: {message}",
    "nothing_published": "No warehouse is published in {folder} yet. Run: mingzhang build",
    "nothing_to_read": "Nothing to read: {reason}",
    "documents_file": "The file that names documents is wrong: {reason}",
    "form_file": "A form file is wrong: {reason}",
    "cannot_open": "{file} cannot be opened: {reason}",
    "cannot_write": "{folder} cannot be written: {reason}",
    "cannot_read": "{file} cannot be read: {reason}",
    "system": "{file}: {reason}",
    "load_failed": "The landed documents could not be loaded: {reason}",
    "locked": "Another build is working in {folder}; try again when it has finished.",
    "query_empty": "There is no query: give it as an argument, with --file, or on a terminal.",
    "query_failed": "The query failed. {reason}",
    "query_timeout": "The query was stopped after {seconds} seconds.",
    "query_schema": "{table} may not be read here, only the schemas {schemas}.",
    "query_and_file": "Give one of a query, --analysis and --file.",
    "unknown_analysis": "There is no analysis {name}. The analyses: {known}",
    "needs_out": "{format} is not text: name the file with --out.",
    "transform_failed": "The models could not be built.\n{reason}",
    "gate_failed": "The checks could not run: {reason} (see {log})",
    "refused": (
        "Build {build_id} was refused by its checks; the last published warehouse is untouched."
        "\nAll results: {kept}"
    ),
    "refused_many": (
        "Build {build_id} was refused by its checks: {aside} of {documents} documents break a"
        " rule, and at most {most} may be set aside. The last published warehouse is untouched."
        "\nAll results: {kept}"
    ),
    "goes_round": "set aside by the gate: {documents}; the build goes round again without",
    # what to do about a rule that is broken
    "remedy_twice": (
        "a table or a line is printed twice, with other figures: compare with the original and"
        " build again with a sound file; mingzhang withdraw takes it out"
    ),
    "remedy_reading": (
        "read amiss: compare its tables by mingzhang outcomes, and report it with the file;"
        " mingzhang withdraw takes it out"
    ),
    "remedy_unit": (
        "an amount is larger than any account: look at the unit above the table and build again"
        " with a sound file; mingzhang withdraw takes it out"
    ),
    "remedy_year": (
        "no fiscal year of our time: write its year into documents.csv beside the warehouse"
    ),
    "remedy_value": (
        "a value is out of its bounds: compare with the original and build again with a sound"
        " file; mingzhang withdraw takes it out"
    ),
    "remedy_parts": (
        "the parts are more than their whole: compare both tables with the original and build"
        " again with a sound file; mingzhang withdraw takes it out"
    ),
    "remedy_models": (
        "no document is named: models or reference tables are at fault; see all results above"
    ),
    "unknown_receipt": "There is no receipt {receipt}. Receipts stand in marts.receipts.",
    "unknown_fact": "marts.{table} has no row with receipt {receipt}.",
    "receipt_or_query": "Give a receipt, or a query with --sql.",
    "one_query": "Documents are found behind one query at a time.",
    "behind_rows": "Documents behind the rows of this result: {count}",
    "behind_nothing": "The tables of this query name no documents: {count}",
    "behind_result": (
        "Documents that this result names: {count}. What else it rests on is unknown."
    ),
    "behind_tables": (
        "Documents of the tables that this query names: {count}. It cannot be followed row by"
        " row; those behind its result are among them."
    ),
    "behind_warehouse": (
        "Documents of the warehouse: {count}. This query may read any table; those behind its"
        " result are among them."
    ),
    "loss_window": "A window function looks at rows beyond: documents of all rows count.",
    "loss_subquery": "A query inside an expression counts with all documents of its tables.",
    "loss_limit": "A limit after distinct rows was left out: documents of all rows count.",
    "loss_semi_join": "A table that only filters counts with all of its documents.",
    "unknown_document": "No landed document is called {documents}.",
    "unknown_table": "There is no mart {tables}. The marts: {known}",
    "unknown_reason": "There is no reason {name}. One or more, by commas, of: {known}",
    "unknown_status": "There is no status {name}. One or more, by commas, of: {known}",
    "report_failed": "No report: {reason}",
    "report_outdated": (
        "{file} comes from build {build}; build {published} would change what it says."
    ),
    "report_or_check": "Give --year and --out for a report, or --check FILE alone.",
    "no_reportlab": "Documents in PDF need the package reportlab: {reason}",
    "demo_folder_taken": "{folder} holds something else; name an empty folder.",
    "demo_opens": "a synthetic city → http://localhost:{port}  (Ctrl+C ends it)",
    "needs_format": "Name a --format: {known}",
    "no_psycopg": "PostgreSQL needs the package psycopg: {reason}",
    "no_postgres": "PostgreSQL: {reason}",
    "no_mcp": "The server for assistants needs the package mcp: {reason}",
    "no_such_corpus": "There is no such corpus: {reason}",
    "not_a_port": "{port} is not a port: 1 to 65535.",
    "no_jobs": "--jobs must be 1 or more.",
    "no_departments": "--departments must be 1 or more.",
    "no_samples": (
        "Name a file or folder of documents: mingzhang build FOLDER. The samples come with a"
        " checkout only; mingzhang demo shows a synthetic city."
    ),
    # help
    "help_program": "China's public budgets in one warehouse, every figure with its receipt.",
    "help_epilog": (
        "exit codes: 0 done; 1 not done (a build refused by its checks, a query that failed),"
        " and the published warehouse is untouched; 2 wrong usage"
    ),
    "help_warehouse": (
        "the warehouse's folder (default: MINGZHANG_WAREHOUSE, else mingzhang-warehouse here;"
        " in a checkout data/warehouse)"
    ),
    "help_version": "print the version",
    "help_quiet": "print errors only",
    "help_language": "language of messages (default: by locale)",
    "help_build": "read new documents, transform, check, publish",
    "help_build_paths": "file or folder of documents (default in a checkout: data/documents)",
    "help_jobs": "processes that read documents",
    "help_full": "read every document again",
    "help_strict": "refuse the whole build where a document breaks a rule of the gate",
    "help_outcomes": "what became of each document and table, and why",
    "help_reasons": "only these reason codes, by commas (docs/forms.md lists them)",
    "help_status": (
        "of parsed, partial, set_aside, empty_declared, ignored, unrecognised, failed,"
        " by commas"
    ),
    "help_replay": "read every quarantined document again",
    "help_explain": "the receipt of one figure, or the documents behind a query",
    "help_receipt": (
        "receipt_id of a fact or of marts.receipts; TABLE:RECEIPT lists the figures of a fact"
    ),
    "help_explain_sql": "name the documents behind the result of this query instead",
    "help_sql": "read-only SQL over the published warehouse",
    "help_query": "SQL (none on a terminal: a prompt)",
    "help_file": "file with the query",
    "help_format": "form of the result",
    "help_out": "file for the result",
    "help_analysis": "answer this named question (--analyses lists them)",
    "help_analyses": "list the named questions",
    "help_synthetic": "synthetic documents instead of the real ones; never both",
    "answered_synthetic": "from synthetic documents",
    "help_explain_sources": "name the documents behind the result as well",
    "help_time": "tell how long the query took",
    "help_timeout": "seconds after which the query is stopped",
    "help_export": "the marts as files, with a data dictionary",
    "help_folder": "folder for the files, or postgres://… for a database",
    "help_table": "only this mart (may be repeated)",
    "help_report": "the annual trend report",
    "help_year": "fiscal year",
    "help_region": "region code, GB/T 2260",
    "help_department": "name of a department",
    "help_report_out": "file for the report (.html, .pdf or .docx)",
    "help_report_check": "tell whether newer data would change this report (exit code 1)",
    "help_dashboard": "the dashboards, on this machine only",
    "help_port": "port of the dashboards",
    "help_mcp": "the warehouse for assistants (MCP, standard input and output), read-only",
    "help_demo": "a synthetic city in a folder of its own, and the dashboards on it",
    "help_demo_folder": (
        "the city's folder (default: mingzhang-demo here, in a checkout data/demo);"
        " one that is there is opened"
    ),
    "help_demo_departments": "how many departments the city has",
    "help_no_open": "build the city, do not open the dashboards",
    "help_corpus": "write synthetic documents, each marked as such, with the truth beside them",
    "help_corpus_dir": "the folder: documents/ and truth/ are made in it",
    "help_corpus_documents": "how many documents",
    "help_seed": "the same seed gives the same corpus (default: 1)",
    "help_corpus_formats": "formats by commas: txt, html, docx, xlsx, pdf (default: txt,xlsx)",
    "help_noise": "how much the layout departs from the form (default: none)",
    "help_misprints": "the share of documents with a figure printed wrong (default: 0)",
    "help_corpus_years": "fiscal years (default: 2022-2024)",
    "help_withdraw": "take documents out of the next builds",
    "help_document": "document id or file name",
    "help_reason": "why, kept in the warehouse",
    "help_forms": "the forms that can be read",
}

_ZH: Mapping[str, str] = {
    # steps and summary
    "step_read": "读取",
    "step_load": "装载",
    "step_transform": "转换",
    "step_check": "检查",
    "step_publish": "发布",
    "heading": "明账 构建 {build_id} · {seen} 份文件，本次读取 {read} 份 · {seconds} 秒",
    "nothing_changed": "自该次构建以来没有变化：已发布的文件保持不变。",
    "label_read": "读取",
    "label_partial": "未读全",
    "label_placed": "定位",
    "label_facts": "事实",
    "label_set_aside": "暂存",
    "label_proved": "勾稽",
    "label_conserved": "守恒",
    "label_checked": "检查",
    "label_published": "发布",
    "label_seconds": "用时",
    "label_next": "下一步",
    "line_read": (
        "{documents} 份文件 · {tables} 张表 · {figures} 个数字 · 隔离 {quarantined} 份"
    ),
    "line_placed": "按原位 {as_published} · 由算术移位 {realigned} · 未能核定 {unreconciled}",
    "line_partial": "{tables} 张表未读全 · 未取用的数字 {figures} 个",
    "line_facts": "{tables} 张事实表，共 {rows} 行",
    "line_set_aside": (
        "不入事实表：位置未能核定 {unreconciled} · 部门不明 {no_department}"
        " · 年度不明 {no_year} · 同一账户有两张表 {two_tables_of_an_account}"
    ),
    "gate_heading": "检查暂存，不入事实表：{documents} 份文件中的 {aside} 份",
    "gate_published_before": "此前已发布",
    "line_proved": (
        "适用 {apply} 条勾稽关系 · 成立 {holds} · 舍入差 {rounding} · 不成立 {broken}"
        " · 数据不足 {insufficient}"
    ),
    "line_conserved": (
        "{sums} 个合计 · 读取 {read} 元 = 发布 {published} + 隔离 {quarantined}"
        " + 排除 {excluded}"
    ),
    "line_checked": "{expectations} 项检查 · 严重 {critical} · 警告 {warnings}",
    "line_published": "{link} → {file} · {size} MB",
    # receipts
    "explain_receipt": "凭据",
    "explain_document": "文件",
    "explain_file": "文件名",
    "explain_place": "位置",
    "explain_printed": "原文",
    "explain_unit": "单位",
    "explain_row": "行",
    "explain_column": "列",
    "explain_form": "表式",
    "explain_reading": "读法",
    "explain_proof": "证明",
    "explain_line": "原行",
    "explain_checks": "勾稽：{count}",
    "explain_fact": "事实",
    "explain_no_fact": "无：合计、标题或名称，供勾稽之用",
    "explain_value": "数值",
    "explain_table": "表",
    "explain_state": "状态",
    "explain_set_aside": "暂存",
    "explain_placed_by": "栏次由 {proof} 印证",
    "unit_not_printed": "未印单位",
    "unit_found": "单位印于 {place}",
    "unit_found_here": "单位与数字同处",
    "unit_of_form": "单位依表式",
    "document_superseded": "已由 {document} 取代：不形成事实",
    "document_synthetic": "合成文件",
    "proven": "金额与位置均已证明：{by}",
    "proven_pinned": "金额与位置均已证明：{by}；所在栏由表间关系 {pinned} 确定",
    "amount_proven_rivals": "金额已证明：{by}；位置未证明：也可能属于 {places}",
    "amount_proven_level": "金额已证明：{by}；位置未证明：其下级各行可能缺失",
    "amount_proven_no_department": "金额已证明：{by}；位置未证明：文件所属部门不明",
    "amount_proven_no_year": "金额已证明：{by}；位置未证明：文件所属年度不明",
    "amount_proven_department_of_file_name": (
        "金额已证明：{by}；位置未证明：部门仅见于文件名或文件夹名"
    ),
    "amount_proven_year_of_file_name": (
        "金额已证明：{by}；位置未证明：年度仅见于文件名或文件夹名"
    ),
    "amount_proven_two_years": "金额已证明：{by}；位置未证明：表与文件标明的年度不一致",
    "set_aside": "不入事实表（{reason}）：{remedy}",
    "not_proven": "未证明：没有成立的勾稽关系涉及该数字",
    "not_proven_broken": "未证明：{by} 不成立",
    "reading_as_published": "按原位",
    "reading_realigned": "移位：由表内算术证明所属栏次",
    "reading_realigned_by_type": "移位：由该行各格的类型确定所属栏次",
    "reading_unreconciled": "未能核定：没有栏次满足表内算术",
    "status_holds": "成立",
    "status_rounding": "舍入差",
    "status_broken": "不成立",
    "status_insufficient": "数据不足",
    "status_not_applicable": "不适用",
    "status_error": "出错",
    # what commands report
    "exported": "{table}：{rows} 行 → {path}",
    "written": "{rows} 行 → {path}",
    "truncated": "只显示前 {rows} 行；用 --format csv 或 --out 取得全部。",
    "rows": "{rows} 行",
    "took": "{seconds} 秒",
    "rows_took": "{rows} 行 · {seconds} 秒",
    "withdrawn": "{document} 已从以后的构建中撤下；运行 mingzhang build 即发布。",
    "replayed": "隔离的文件：重读前 {before} 份，重读后 {after} 份。",
    "report_written": "{path}",
    "report_current": "构建 {published} 与报告所依据的构建 {build} 内容相同。",
    "corpus_written": "{documents} 份合成文件 → {path}",
    "prompt_help": (
        "输入 SQL，以 ; 结束   .tables 列出数据表   .columns 表名   .analyses 命名的问题"
        "   .quit 退出"
    ),
    "interrupted": "已中断；已发布的数据没有变化。",
    # errors
    "error": "mingzhang：{message}",
    "nothing_published": "{folder} 中还没有已发布的数据。请先运行：mingzhang build",
    "nothing_to_read": "没有可读取的文件：{reason}",
    "documents_file": "指明文件部门与年度的 documents.csv 有误：{reason}",
    "form_file": "表式文件有误：{reason}",
    "cannot_open": "无法打开 {file}：{reason}",
    "cannot_write": "无法写入 {folder}：{reason}",
    "cannot_read": "无法读取 {file}：{reason}",
    "system": "{file}：{reason}",
    "load_failed": "已落地的文件无法装载：{reason}",
    "locked": "另一次构建正在 {folder} 中进行；请待其完成后再试。",
    "query_empty": "没有查询语句：请作为参数给出、用 --file 指定，或在终端中输入。",
    "query_failed": "查询失败。{reason}",
    "query_timeout": "查询超过 {seconds} 秒，已停止。",
    "query_schema": "此处不能读取 {table}，只能读取模式 {schemas}。",
    "query_and_file": "查询语句、--analysis 与 --file 只能给出一个。",
    "unknown_analysis": "没有名为 {name} 的分析。现有：{known}",
    "needs_out": "{format} 不是文本：请用 --out 指定文件。",
    "transform_failed": "模型未能建成。\n{reason}",
    "gate_failed": "检查未能运行：{reason}（见 {log}）",
    "refused": "构建 {build_id} 未通过检查；上次发布的数据没有变化。\n全部结果：{kept}",
    "refused_many": (
        "构建 {build_id} 未通过检查：{documents} 份文件中有 {aside} 份违反规则，"
        "最多可暂存 {most} 份。上次发布的数据没有变化。\n全部结果：{kept}"
    ),
    "goes_round": "检查暂存 {documents} 份文件，不含它们再构建一遍",
    # 违反规则时怎么办
    "remedy_twice": (
        "同一张表或同一行印了两次而数字不同：对照原件；换上完好的文件重新构建，"
        "或以 mingzhang withdraw 撤下"
    ),
    "remedy_reading": (
        "文件读取有误：以 mingzhang outcomes 对照各表，并连同文件反馈；"
        "也可以 mingzhang withdraw 撤下"
    ),
    "remedy_unit": (
        "金额大于任何账户：查看表头的金额单位；换上完好的文件重新构建，"
        "或以 mingzhang withdraw 撤下"
    ),
    "remedy_year": "年度不在合理范围：在数据仓库文件夹的 documents.csv 中写明年度",
    "remedy_value": (
        "数值超出范围：对照原件；换上完好的文件重新构建，或以 mingzhang withdraw 撤下"
    ),
    "remedy_parts": (
        "部分之和大于整体：对照原件的两张表；换上完好的文件重新构建，"
        "或以 mingzhang withdraw 撤下"
    ),
    "remedy_models": "没有指明文件：问题在模型或参考表；见上述全部结果",
    "unknown_receipt": "没有凭据 {receipt}。凭据见 marts.receipts。",
    "unknown_fact": "marts.{table} 没有凭据为 {receipt} 的行。",
    "receipt_or_query": "请给出一个凭据，或用 --sql 给出查询。",
    "one_query": "一次只能追溯一个查询。",
    "behind_rows": "该结果各行背后的文件：{count}",
    "behind_nothing": "该查询所用的表不指向文件：{count}",
    "behind_result": "该结果列明的文件：{count}。它还依据什么，无从得知。",
    "behind_tables": "该查询所用各表的文件：{count}。无法逐行追溯，结果的来源在其中。",
    "behind_warehouse": "仓库的文件：{count}。该查询可能读取任何表，结果的来源在其中。",
    "loss_window": "窗口函数涉及其他行：计入所有行的文件。",
    "loss_subquery": "表达式中的子查询按其各表的全部文件计入。",
    "loss_limit": "去重之后的行数限制未计：计入所有行的文件。",
    "loss_semi_join": "只作筛选的表按其全部文件计入。",
    "unknown_document": "没有名为 {documents} 的文件。",
    "unknown_table": "没有数据表 {tables}。现有：{known}",
    "unknown_reason": "没有原因 {name}。可用（逗号分隔）：{known}",
    "unknown_status": "没有状态 {name}。可用（逗号分隔）：{known}",
    "report_failed": "没有报告：{reason}",
    "report_outdated": "{file} 来自构建 {build}；构建 {published} 会改变其内容。",
    "report_or_check": "写报告请给出 --year 和 --out；检查请只给出 --check FILE。",
    "no_reportlab": "生成 PDF 文件需要 reportlab 包：{reason}",
    "demo_folder_taken": "{folder} 中已有别的内容；请指定一个空文件夹。",
    "demo_opens": "合成城市 → http://localhost:{port}（Ctrl+C 结束）",
    "needs_format": "请给出 --format：{known}",
    "no_psycopg": "写入 PostgreSQL 需要 psycopg 包：{reason}",
    "no_postgres": "PostgreSQL：{reason}",
    "no_mcp": "供助手使用的服务需要 mcp 包：{reason}",
    "no_such_corpus": "没有这样的语料：{reason}",
    "not_a_port": "{port} 不是端口号：1 至 65535。",
    "no_jobs": "--jobs 至少为 1。",
    "no_departments": "--departments 至少为 1。",
    "no_samples": (
        "请指定文件或文件夹：mingzhang build 文件夹。样本文件只随源码提供；"
        "mingzhang demo 可查看合成城市。"
    ),
    # help
    "help_program": "全国公共预算数据仓库，每个数字都有凭据。",
    "help_epilog": (
        "退出码：0 完成；1 未完成（构建未通过检查、查询失败），已发布的数据没有变化；2 用法有误"
    ),
    "help_warehouse": (
        "数据仓库所在文件夹（或 MINGZHANG_WAREHOUSE；"
        "默认为当前目录下的 mingzhang-warehouse，源码目录中为 data/warehouse）"
    ),
    "help_version": "显示版本",
    "help_quiet": "只显示错误",
    "help_language": "消息语言（默认依系统区域）",
    "help_build": "读取新文件、转换、检查、发布",
    "help_build_paths": "文件或文件夹（源码目录中默认 data/documents）",
    "help_jobs": "读取文件的进程数",
    "help_full": "重新读取所有文件",
    "help_strict": "有文件违反检查规则时，整个构建不予发布",
    "help_outcomes": "每份文件、每张表的结果与原因",
    "help_reasons": "只看这些原因代码（逗号分隔，见 docs/forms.md）",
    "help_status": (
        "只看这些：parsed, partial, set_aside, empty_declared, ignored, unrecognised, failed"
    ),
    "help_replay": "重新读取被隔离的文件",
    "help_explain": "一个数字的凭据，或一个查询背后的文件",
    "help_receipt": (
        "事实表或 marts.receipts 中的 receipt_id；用 表名:凭据 列出一行事实的各个数字"
    ),
    "help_explain_sql": "改为列出该查询结果背后的文件",
    "help_sql": "对已发布的数据执行只读 SQL",
    "help_query": "SQL（在终端中省略则进入交互）",
    "help_file": "存放查询语句的文件",
    "help_format": "结果格式",
    "help_out": "结果文件",
    "help_analysis": "回答这个命名的问题（--analyses 列出全部）",
    "help_analyses": "列出命名的问题",
    "help_synthetic": "只用合成文档，不用真实文档；二者从不混合",
    "answered_synthetic": "依据合成文档",
    "help_explain_sources": "并列出结果背后的文件",
    "help_time": "显示查询用时",
    "help_timeout": "查询超过多少秒即停止",
    "help_export": "把数据表导出为文件，附数据字典",
    "help_folder": "存放文件的文件夹，或数据库 postgres://…",
    "help_table": "只导出该表（可重复）",
    "help_report": "年度趋势报告",
    "help_year": "年度",
    "help_region": "行政区划代码（GB/T 2260）",
    "help_department": "部门名称",
    "help_report_out": "报告文件（.html、.pdf 或 .docx）",
    "help_report_check": "检查较新的数据是否会改变这份报告（退出码 1）",
    "help_dashboard": "看板，仅限本机访问",
    "help_port": "看板端口",
    "help_mcp": "供助手使用的只读服务（MCP，经标准输入输出）",
    "help_demo": "在单独的文件夹中生成一座合成城市，并打开看板",
    "help_demo_folder": (
        "城市所在的文件夹（默认为当前目录下的 mingzhang-demo，"
        "源码目录中为 data/demo）；已有则直接打开"
    ),
    "help_demo_departments": "城市的部门数",
    "help_no_open": "只构建，不打开看板",
    "help_corpus": "生成合成文件（每份均有标记），并附上正确答案",
    "help_corpus_dir": "文件夹：其中建立 documents/ 和 truth/",
    "help_corpus_documents": "生成多少份文件",
    "help_seed": "种子相同，语料相同（默认 1）",
    "help_corpus_formats": "格式，以逗号分隔：txt、html、docx、xlsx、pdf（默认 txt,xlsx）",
    "help_noise": "版式偏离表式的程度（默认 none）",
    "help_misprints": "印错数字的文件所占比例（默认 0）",
    "help_corpus_years": "财政年度（默认 2022-2024）",
    "help_withdraw": "把文件从以后的构建中撤下",
    "help_document": "文件 id 或文件名",
    "help_reason": "原因，保存在数据仓库中",
    "help_forms": "能够读取的表式",
}

CATALOGUE: Mapping[str, Mapping[str, str]] = {"en": _EN, "zh": _ZH}


@dataclass(frozen=True, slots=True)
class Messages:
    """The sentences of one language."""

    language: str = "en"

    def say(self, key: str, **values: object) -> str:
        """Return the sentence `key` with its places filled."""
        return CATALOGUE[self.language][key].format(**values)


def language_of_locale() -> str:
    """Return `zh` where the locale is Chinese, else `en`."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
