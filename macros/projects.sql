{#- How names of projects are taken apart. One project is printed with and without its
    number in the budget system, its year, and the words that say it is a project or
    money; the rules know these words, never a project. -#}


{#- A project's name without the number that the budget system prints before it. -#}
{% macro unnumbered_project(text) -%}
    nullif(
        {{ without(
            text,
            '^[（(【〔\\[]?[0-9]{6,}[A-Z]?[0-9]*(?:[）)】〕\\]][-_—–]*|[-_—–]+)'
            ~ '|^[0-9]{6,}[A-Z][0-9]{6,}|^[0-9]{12,}'
        ) }},
        ''
    )
{%- endmacro %}


{#- That number, with its letter in the middle or long enough to be nothing else. -#}
{% macro project_code(text) -%}
    {{ captured(
        without('upper(' ~ half_width(text) ~ ')', '[\\s\\x{3000}]'),
        '([0-9]{6,}[A-Z][0-9]{6,}|[0-9]{12,})'
    ) }}
{%- endmacro %}


{#- A name without its accidents and without numbers before it; brackets stay. -#}
{% macro bare_project(text) -%}
    {%- set bare = plain_name('upper(' ~ half_width(text) ~ ')') -%}
    {%- set bare = "translate(" ~ bare
        ~ ", '【〔［[〖{｛】〕］]〗}｝—–－．', '（（（（（（（）））））））---.')" -%}
    {%- set bare = without(bare, '[《》〈〉「」『』＂＇…]') -%}
    {%- set bare = unnumbered_project(bare) -%}
    {%- set bare = without(
        bare, '^[①-⑳]|^（?[0-9]{1,3}[、）]+|^项目(?:[0-9一二三四五六七八九十]{1,3}|名称)?[：:]'
    ) -%}
    {{ replaced(bare, '^[0-9]{1,3}[.]([^0-9])', '\\1') }}
{%- endmacro %}


{#- A name as names are compared: no brackets, no points and commas. -#}
{% macro unpointed(name) -%}
    {{ without(name, '[（）·、，,。.：:；;_]') }}
{%- endmacro %}


{#- A bare name without its year: 2023年, 2023年度, 2021-2023年, 2023-2024学年, 二〇二三年; a
    year alone only before it, behind it or in brackets. -#}
{% macro undated_project(bare) -%}
    {%- set year = '(?:19[89]|20[0-4])[0-9]' -%}
    {%- set rest = without(
        bare,
        '(?:' ~ year ~ '年?[-~～至到])?' ~ year ~ '(?:学年|年)度?'
        ~ '|二[〇○零][〇○零一二三四五六七八九]{2}年度?|（' ~ year ~ '）'
    ) -%}
    {%- set rest = replaced(
        rest, '^' ~ year ~ '[-_]?([^-0-9年人户件个元万亿亩公家名米吨所条台套辆座项场次天级号])', '\\1'
    ) -%}
    {{ replaced(rest, '([^-0-9.])[-_]?' ~ year ~ '$', '\\1') }}
{%- endmacro %}


{#- The last year that a bare name prints in digits. -#}
{% macro year_of_project(bare) -%}
    try_cast({{ captured(bare, '^.*((?:19[89]|20[0-4])[0-9])') }} as integer)
{%- endmacro %}


{#- What a name without its year calls the project, without 项目, 经费, 资金, 专项 …
    behind it where the rest still names something. -#}
{% macro stem_of_project(name) -%}
    {%- set rest = without(name, '(?:(?:项目|专项|经费|资金|专款)(?:支出|预算)?)+$') -%}
    case
        when
            length({{ rest }}) >= 2
            and {{ rest }} not in (
                '重点', '其他', '其它', '一般', '日常', '日常工作', '工作', '业务', '业务工作',
                '部门', '本级', '单位', '运转', '运转类', '特定', '特定目标', '特定目标类',
                '财政', '财政拨款', '补助', '年度', '本年', '本年度', '上级', '中央', '省级',
                '市级', '县级', '区级', '基本', '建设', '基本建设', '公用', '人员', '政府',
                '政府性基金', '一般公共预算', '结转', '上年结转', '结余', '自有', '单位自有'
            )
            then {{ rest }}
        else {{ name }}
    end
{%- endmacro %}
