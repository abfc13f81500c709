#include "textflag.h"

DATA controls<>+0(SB)/8, $0x1f1f1f1f1f1f1f1f
DATA controls<>+8(SB)/8, $0x1f1f1f1f1f1f1f1f
GLOBL controls<>(SB), RODATA|NOPTR, $16

// func upto(s []byte, c byte) (at int, plain bool)
//
// 16 bytes a step, with what every such processor knows (SSE2). The last step may look at bytes once more that have been looked at.
TEXT ·upto(SB), NOSPLIT, $0-41
	MOVQ       s_base+0(FP), SI
	MOVQ       s_len+8(FP), CX
	MOVBLZX    c+24(FP), AX
	XORQ       BX, BX                     // the place
	XORQ       R8, R8                     // whether a control character was among those looked at
	CMPQ       CX, $16
	JLT        few
	MOVQ       $0x0101010101010101, DX
	IMULQ      AX, DX
	MOVQ       DX, X0
	PUNPCKLQDQ X0, X0
	MOVOU      controls<>(SB), X4         // the highest control character
	PXOR       X5, X5                     // where one was among those looked at
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
	XORL     AX, R9      // the hit and the places before it
	ANDL     R9, DX
	ORL      DX, R8
	ADDQ     CX, BX

found:
	TESTL R8, R8
	SETEQ plain+40(FP)
	MOVQ  BX, at+32(FP)
	RET

few:
	CMPQ    BX, CX
	JGE     none
	MOVBLZX (SI)(BX*1), DX
	CMPL    DX, AX
	JEQ     found
	CMPL    DX, $0x20
	SETCS   DX
	ORL     DX, R8
	INCQ    BX
	JMP     few

none:
	MOVQ $-1, at+32(FP)
	MOVB $0, plain+40(FP)
	RET
