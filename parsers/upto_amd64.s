#include "textflag.h"

DATA controls<>+0(SB)/8, $0x1f1f1f1f1f1f1f1f
DATA controls<>+8(SB)/8, $0x1f1f1f1f1f1f1f1f
GLOBL controls<>(SB), RODATA|NOPTR, $16

// func uptoWide(text *byte, n int, c uint64) (at int, plain bool)
//
// 16 bytes a step, with what every such processor knows (SSE2). The last step may look at bytes once more that have been looked at.
TEXT ·uptoWide(SB), NOSPLIT, $0-33
	MOVQ       text+0(FP), SI
	MOVQ       n+8(FP), CX
	MOVQ       c+16(FP), X0
	PUNPCKLQDQ X0, X0
	MOVOU      controls<>(SB), X4 // the highest control character
	PXOR       X5, X5             // where one was among those looked at
	XORQ       BX, BX             // the place
	LEAQ       -16(CX), DI

step:
	MOVOU    (SI)(BX*1), X1
	MOVO     X1, X2
	MOVO     X1, X3
	PCMPEQB  X0, X2
	PMINUB   X4, X3
	PCMPEQB  X1, X3
	PMOVMSKB X2, AX
	TESTL    AX, AX
	JNZ      hit
	POR      X3, X5
	ADDQ     $16, BX
	CMPQ     BX, DI
	JLE      step
	CMPQ     BX, CX
	JGE      none
	MOVQ     DI, BX
	JMP      step

hit:
	PMOVMSKB X3, DX
	PMOVMSKB X5, R8
	BSFL     AX, CX
	LEAL     -1(AX), R9
	XORL     AX, R9               // the hit and what is below it, and AX itself above
	ANDL     R9, DX
	ORL      DX, R8
	SETEQ    plain+32(FP)
	ADDQ     CX, BX
	MOVQ     BX, at+24(FP)
	RET

none:
	MOVQ $-1, at+24(FP)
	MOVB $0, plain+32(FP)
	RET
