# What a plan may not do, whoever approves it. The plan's JSON has the members of a Terraform plan, so that policies
# for those read it as it is; `hazards` and `cost` stand beside them.
#
#   clnform plan --format json > plan.json && conftest test --policy . plan.json
#   opa test .
package main

import rego.v1

# Keys that other teams build on.
protected_types := {"imunify_key", "cloudlinux_key", "els_key", "kernelcare_key"}

max_creates := 50

deny contains msg if {
	some change in input.resource_changes
	change.type in protected_types
	change.change.actions == ["delete"]
	msg := sprintf("%s would be removed: keys go by hand, after a review", [change.address])
}

deny contains msg if {
	creates := [change | some change in input.resource_changes; "create" in change.change.actions]
	count(creates) > max_creates
	msg := sprintf("%d creates in one plan, more than %d", [count(creates), max_creates])
}

deny contains msg if {
	some change in input.resource_changes
	change.change.after.limit == 0
	msg := sprintf("%s has no limit: anyone with the key can add servers to the bill", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	some hazard in change.hazards
	hazard.name == "data-loss"
	msg := sprintf("%s: data would be lost: %s", [change.address, hazard.detail])
}

deny contains msg if {
	count(input.open_intents) > 0
	msg := "an earlier create is not settled: clnform state resolve"
}

warn contains msg if {
	input.cost.change > 100
	msg := sprintf("%v %s more a month", [input.cost.change, input.cost.currency])
}

warn contains msg if {
	count(input.cost.not_counted) > 0
	msg := sprintf("no price is known for %s", [concat(", ", input.cost.not_counted)])
}
