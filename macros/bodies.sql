{#- How names of public bodies are taken apart. The rules know what any such name may
    hold (a budget code before it, whose accounts are meant, name plates, a party's
    prefix, the level of the government), never a body. -#}


{#- Replaces every match by text that may name groups of the pattern (\\1). -#}
{% macro replaced(text, pattern, replacement) -%}
    regexp_replace({{ text }}, '{{ pattern }}', '{{ replacement }}', 'g')
{%- endmacro %}


{#- The first group of the first match; null where nothing matches. -#}
{% macro captured(text, pattern) -%}
    nullif(regexp_extract({{ text }}, '{{ pattern }}', 1), '')
{%- endmacro %}


{#- Full-width digits and letters as half-width ones. -#}
{% macro half_width(text) -%}
    translate(
        {{ text }},
        '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ',
        '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
    )
{%- endmacro %}


{#- What ends the name of a body. -#}
{% macro body_ending() -%}
    [局委厅部院会办室心处所站馆校园队府社团台]
{%- endmacro %}


{#- A printed name without its accidents and without the budget code before it. -#}
{% macro uncoded_name(text) -%}
    nullif(
        {{ without(
            plain_name(half_width(text)),
            '^[（【\\[]?(?:[0-9]{6,}[）】\\]]?|[0-9]{3,5}(?:[）】\\]]|[-_—–]))[-_—–]*'
        ) }},
        ''
    )
{%- endmacro %}


{#- A printed name in which somebody filled in a body: null for that of an empty template,
    where signs stand for the name (XX局, ○○局, __局) or words say what is to stand there
    (部门名称). Zeros behind a numeral are a number (四〇〇医院). -#}
{% macro filled_in_name(text) -%}
    case
        when not {{ matches(
            uncoded_name(text),
            "'[Xx×╳✕ｘ]{2,}|[*＊]{2,}|[_＿]{2,}|[□△]{2,}|…|'"
            ~ " || '(?:^|[^〇○◯零一二三四五六七八九十])[〇○◯]{2,}|'"
            ~ " || '^（?本?(?:预算|填报|填表|编报|主管|公开)?(?:部门|单位)'"
            ~ " || '(?:（(?:部门|单位)）)?(?:名称|全称)?）?$'"
        ) }}
            then {{ text }}
    end
{%- endmacro %}


{#- A project's name without the number that the budget system prints before it. -#}
{% macro unnumbered_project(text) -%}
    nullif({{ without(text, '^[0-9]{6,}[A-Z]?[0-9]*[-_—–]+') }}, '')
{%- endmacro %}


{#- Whose accounts the words behind a name say: the whole department's, or its own. -#}
{% macro caliber_of_name(name) -%}
    case
        when {{ matches(
            name,
            "'（(?:部门)?(?:汇总|含下属单位)）$|" ~ body_ending() ~ "(?:部门)?汇总$'"
        ) }} then 'department'
        when {{ matches(
            name,
            "'（(?:局|委|厅|单位|部门)?(?:机关|本级|机关本级)）$|"
            ~ body_ending() ~ "(?:机关|本级|机关本级)$'"
        ) }} then 'unit'
    end
{%- endmacro %}


{#- A name without the words that say whose accounts are meant. -#}
{% macro without_caliber(name) -%}
    nullif(
        {{ replaced(
            without(
                name,
                '（(?:(?:局|委|厅|单位|部门)?(?:机关|本级|机关本级)|部门|单位|(?:部门)?(?:汇总|含下属单位))）$'
            ),
            '(' ~ body_ending() ~ ')(?:机关|本级|机关本级|(?:部门)?汇总)$|([局委厅])部门$',
            '\\1\\2'
        ) }},
        ''
    )
{%- endmacro %}


{#- The second name of a body that has two plates: X（Y）, X加挂Y牌子. -#}
{% macro name_plate_of(name) -%}
    coalesce(
        {{ captured(name, '^.{3,}?（(?:加挂|增挂|挂)([^（）]{2,}?)的?牌子?）$') }},
        {{ captured(name, '^.{3,}?(?:加挂|增挂|挂)([^（）]{2,}?)的?牌子?$') }},
        {{ captured(
            name, '^.{3,}?（([^（）]{2,}(?:局|委员会|委|厅|办公室|研究室|中心|学院|医院|馆))）$'
        ) }}
    )
{%- endmacro %}


{#- A name without its second plate. -#}
{% macro without_name_plate(name) -%}
    case
        when {{ name_plate_of(name) }} is null then {{ name }}
        else coalesce(
            {{ captured(name, '^(.{3,}?)（(?:加挂|增挂|挂)?[^（）]{2,}）$') }},
            {{ captured(name, '^(.{3,}?)(?:加挂|增挂|挂)[^（）]{2,}牌子?$') }},
            {{ name }}
        )
    end
{%- endmacro %}


{#- A body of the party, of 政协 or of an association is named before its region. -#}
{% macro head_of(name) -%}
    case
        when {{ matches(name, "'^(?:中国共产党|中共)'") }} then '党'
        when {{ matches(name, "'^(?:中国人民政治协商会议|政协)'") }} then '政协'
        when {{ matches(name, "'^(?:中国共产主义青年团|共青团)'") }} then '共青团'
        when {{ matches(name, "'^(?:中国国民党革命委员会|民革)'") }} then '民革'
        when {{ matches(name, "'^(?:中国民主同盟|民盟)'") }} then '民盟'
        when {{ matches(name, "'^(?:中国民主建国会|民建)'") }} then '民建'
        when {{ matches(name, "'^(?:中国民主促进会|民进)'") }} then '民进'
        when {{ matches(name, "'^(?:中国农工民主党|农工党)'") }} then '农工党'
        when {{ matches(name, "'^(?:中国致公党|致公党)'") }} then '致公党'
        when {{ matches(name, "'^九三学社'") }} then '九三学社'
        else ''
    end
{%- endmacro %}


{% macro without_head(name) -%}
    {{ without(
        name,
        '^(?:中国共产党|中共|中国人民政治协商会议|政协|中国共产主义青年团|共青团|中国国民党革命委员会'
        ~ '|民革|中国民主同盟|民盟|中国民主建国会|民建|中国民主促进会|民进|中国农工民主党|农工党'
        ~ '|中国致公党|致公党|九三学社)'
    ) }}
{%- endmacro %}


{#- A body's own name, its region taken off: 市财政局 is 财政局, 委宣传部 and 区委宣传部
    are 党委宣传部. A word that begins with the character of a level (市场, 区块链) stays. -#}
{% macro body_name(text) -%}
    {%- set own = without(text, '^（[^）]*）') -%}
    {%- set own = replaced(own, '^[省市州区县旗]委(员?)([^员会])', '委\\1\\2') -%}
    {%- set own = replaced(
        own, '^[省市州区县旗]([^场政容民域块划城际内外直委])', '\\1'
    ) -%}
    {%- set own = replaced(own, '^(?:人民)?政府(.{2,}(?:街道办事处|管理委员会))$', '\\1') -%}
    {%- set own = replaced(own, '^政府(办公室|办公厅|办)', '人民政府\\1') -%}
    {%- set own = replaced(own, '^(?:党委|委员会|委)([^员会].*)$', '党委\\1') -%}
    {%- set own = replaced(own, '^(.{2,})办$', '\\1办公室') -%}
    {%- set own = replaced(own, '^(.{2,}[^纪市区县省党])委$', '\\1委员会') -%}
    {{ own }}
{%- endmacro %}


{#- What like names agree in: 住房城乡建设局 and 住房和城乡建设局 are one. -#}
{% macro match_name(text) -%}
    {{ without(text, '[和与及、·]') }}
{%- endmacro %}
