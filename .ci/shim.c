/*
 * bcryptprimitives.dll for Wine 8, which lacks it: Go programs fetch one function from it at start, ProcessPrng.
 * This one hands the call to the random generator that Wine does have. For tests only.
 */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE p, SIZE_T n)
{
	while (n) {
		ULONG c = n > 0x10000000 ? 0x10000000 : (ULONG)n;
		SystemFunction036(p, c);
		p += c;
		n -= c;
	}
	return TRUE;
}
