package main

import "os"

// peakOf returns 0: Windows does not tell.
func peakOf(*os.ProcessState) int64 { return 0 }
