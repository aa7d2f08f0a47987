"""The structure of spending."""

WORDS = {
    "section_structure": ("支出结构", "Structure of spending"),
    "s_economic_one": (
        "{scope}中，{name} {amount}，占 {share}。",
        "Of {scope}, {name} is {amount}, {share}.",
    ),
    "s_economic": (
        "按经济分类，{name} {amount} 最多，占列示的经济分类支出 {share}。",
        (
            "By economic class, {name} is the largest with {amount}, {share} of the "
            "spending stated by economic class."
        ),
    ),
    "s_economic_part": (
        "经济分类表合计 {amount}，为本年支出的 {share}。",
        "The tables by economic class state {amount}, {share} of the year's spending.",
    ),
    "table_economic": ("支出：按经济分类", "Spending by economic class"),
    "col_economic": ("经济分类", "Economic class"),
    "col_total": ("合计", "Total"),
    "table_three_public": (
        "财政拨款“三公”经费",
        "Three public expenses from fiscal appropriation",
    ),
    "table_three_public_sub": (
        "单位：元；实物量按印出的单位",
        "unit: yuan; quantities in the printed unit",
    ),
    "s_three_public": (
        "“三公”经费（{basis}）执行 {executed}，为预算 {budget} 的 {rate}。",
        (
            "The three public expenses ({basis}) took {executed}, {rate} of the budget of "
            "{budget}."
        ),
    ),
    "col_item": ("项目", "Item"),
    "col_basis": ("资金口径", "Fund basis"),
    "basis_fiscal_appropriation": ("财政拨款", "fiscal appropriation"),
    "basis_general_public_budget": ("一般公共预算", "general public budget"),
    "col_budget": ("预算数", "Budget"),
    "col_adjusted": ("全年预算数", "Adjusted"),
    "col_executed": ("执行数", "Executed"),
    "col_quantity": ("数量", "Quantity"),
    "item_abroad": ("因公出国（境）费", "Travel abroad"),
    "item_vehicles": ("公务用车购置及运行维护费", "Official vehicles"),
    "item_vehicle_purchase": ("公务用车购置费", "Vehicles, purchase"),
    "item_vehicle_running": ("公务用车运行维护费", "Vehicles, running"),
    "item_reception": ("公务接待费", "Receptions"),
    "item_reception_domestic": ("国内接待费", "Domestic receptions"),
    "item_reception_foreign": ("国（境）外接待费", "Foreign receptions"),
    "item_abroad_groups": ("因公出国（境）团组", "Groups sent abroad"),
    "item_abroad_persons": ("因公出国（境）人次", "Persons sent abroad"),
    "item_vehicles_bought": ("公务用车购置", "Vehicles bought"),
    "item_vehicles_held": ("公务用车保有", "Vehicles held"),
    "item_reception_batches": ("国内公务接待批次", "Domestic receptions held"),
    "item_reception_persons": ("国内公务接待人次", "Persons received"),
}
