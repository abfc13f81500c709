#include "textflag.h"

// func indexPair(text *byte, n int, p *bytePair) int
//
// 64 places a step: a byte is compared after the bits of its fold are set, at each place and at the one that lies apart from it. The last
// step may look at places once more that have been looked at.
TEXT ·indexPair(SB), NOSPLIT, $0-32
	MOVQ         text+0(FP), SI
	MOVQ         n+8(FP), CX
	MOVQ         p+16(FP), AX
	VPBROADCASTB (AX), Y0       // the rare byte
	VPBROADCASTB 1(AX), Y1      // its fold
	VPBROADCASTB 2(AX), Y2      // the other
	VPBROADCASTB 3(AX), Y3      // its fold
	MOVQ         8(AX), DX
	ADDQ         SI, DX         // where the other byte of the first place stands
	XORQ         BX, BX         // the place
	LEAQ         -64(CX), DI

many:
	CMPQ      BX, DI
	JGT       few
	VPOR      (SI)(BX*1), Y1, Y4
	VPOR      32(SI)(BX*1), Y1, Y5
	VPOR      (DX)(BX*1), Y3, Y6
	VPOR      32(DX)(BX*1), Y3, Y7
	VPCMPEQB  Y0, Y4, Y4
	VPCMPEQB  Y0, Y5, Y5
	VPCMPEQB  Y2, Y6, Y6
	VPCMPEQB  Y2, Y7, Y7
	VPAND     Y4, Y6, Y4
	VPAND     Y5, Y7, Y5
	VPOR      Y4, Y5, Y6
	VPTEST    Y6, Y6
	JNZ       hit
	ADDQ      $64, BX
	JMP       many

hit:
	VPMOVMSKB Y4, AX
	VPMOVMSKB Y5, DX
	SHLQ      $32, DX
	ORQ       DX, AX
	BSFQ      AX, AX
	ADDQ      AX, BX
	JMP       found

few:
	LEAQ -32(CX), DI
	CMPQ BX, CX
	JGE  none
	CMPQ BX, DI
	JLE  step
	MOVQ DI, BX

step:
	VPOR      (SI)(BX*1), Y1, Y4
	VPOR      (DX)(BX*1), Y3, Y6
	VPCMPEQB  Y0, Y4, Y4
	VPCMPEQB  Y2, Y6, Y6
	VPAND     Y4, Y6, Y4
	VPMOVMSKB Y4, AX
	TESTL     AX, AX
	JNZ       place
	ADDQ      $32, BX
	JMP       few

place:
	BSFL AX, AX
	ADDQ AX, BX

found:
	VZEROUPPER
	MOVQ BX, ret+24(FP)
	RET

none:
	VZEROUPPER
	MOVQ $-1, ret+24(FP)
	RET
