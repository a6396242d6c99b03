package main

import rego.v1

resource(type, actions, after) := {
	"address": sprintf("%s.web", [type]),
	"type": type,
	"name": "web",
	"change": {"actions": actions, "after": after},
	"hazards": [],
}

plan(changes) := {"resource_changes": changes, "open_intents": []}

test_small_changes_pass if {
	count(deny) == 0 with input as plan([resource("imunify_key", ["create"], {"limit": 5})])
}

test_keys_are_not_removed if {
	count(deny) == 1 with input as plan([resource("els_key", ["delete"], null)])
}

test_licences_may_go if {
	count(deny) == 0 with input as plan([resource("ip_license", ["delete"], null)])
}

test_no_limit_is_refused if {
	count(deny) == 1 with input as plan([resource("imunify_key", ["update"], {"limit": 0})])
}

test_too_many_creates if {
	many := [resource("ip_license", ["create"], {}) | some i in numbers.range(1, 51)]
	count(deny) == 1 with input as plan(many)
}

test_data_loss_is_refused if {
	lossy := object.union(
		resource("backup", ["delete"], null),
		{"hazards": [{"name": "data-loss", "detail": "The backup goes, with all that it holds."}]},
	)
	count(deny) == 1 with input as plan([lossy])
}

test_unsettled_creates_stop if {
	open := object.union(plan([]), {"open_intents": [{"seq": 1}]})
	count(deny) == 1 with input as open
}

test_cost_is_told if {
	dear := object.union(plan([]), {"cost": {"change": 120.5, "currency": "USD", "not_counted": ["els_key"]}})
	count(warn) == 2 with input as dear
}
