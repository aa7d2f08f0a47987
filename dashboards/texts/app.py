"""The app's frame: pages, language, empty and broken states."""

WORDS = {
    "page_overview": ("总览", "Overview"),
    "page_compare": ("部门对比", "Compare"),
    "page_trends": ("趋势", "Trends"),
    "page_structure": ("结构", "Structure"),
    "page_regions": ("地区财政", "Regions"),
    "page_projects": ("项目绩效", "Projects"),
    "page_indicators": ("指标", "Indicators"),
    "page_leads": ("疑点", "Audit leads"),
    "page_quality": ("质量", "Quality"),
    "page_console": ("SQL", "SQL"),
    "page_sources": ("溯源", "Sources"),
    "language": ("语言", "Language"),
    "synthetic": ("合成数据", "Synthetic data"),
    "synthetic_help": (
        "合成文档只用于演示：打开后只看合成文档，绝不与真实文档混在一起。",
        "Synthetic documents are for demonstration: shown instead of real ones, never with.",
    ),
    "synthetic_badge": ("合成数据", "Synthetic data"),
    "synthetic_column": ("数据性质", "Nature of the data"),
    "synthetic_mark": ("合成数据 synthetic", "synthetic data"),
    "empty_title": ("还没有发布的仓库", "Nothing has been published yet"),
    "empty_body": (
        "在终端运行下面的命令，读入文档、核对并发布；完成后刷新本页即可。",
        "Run this in a terminal to read, check and publish documents, then reload this page.",
    ),
    "empty_folder": ("查找的文件夹：{folder}", "Folder looked in: {folder}"),
    "empty_documents_title": ("仓库里还没有文档", "The warehouse holds no documents yet"),
    "broken_title": ("仓库打不开或不完整", "The warehouse cannot be read"),
    "broken_body": (
        "文件 {file} 无法查询。请重新构建；已发布的其他文件不受影响。",
        "File {file} cannot be queried. Build again; other published files are untouched.",
    ),
    "nothing_selected": (
        "当前筛选下没有可显示的内容。请放宽左侧的筛选。",
        "Nothing to show under these filters. Widen them in the sidebar.",
    ),
}
