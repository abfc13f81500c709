package ui

import "ccmtail/ui/cell"

func either(b bool, yes, no string) string {
	if b {
		return yes
	}
	return no
}

func eitherStyle(b bool, yes, no cell.Style) cell.Style {
	if b {
		return yes
	}
	return no
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
