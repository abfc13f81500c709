package parsers

import "ccmtail/model/event"

// afterFunction is the function's name that newer clients write before a text, and otherwise write
// as the old ones. Evidence: articles on the client of 2024 and 2026, records of 2022.
var afterFunction = prefix{text: "<_:function>« -» "}

// messageHTTP holds the lines that every program of the client which talks to a management point
// writes about HTTP. The status of an answer is context, since the first answer to an authentication
// is 401 in normal operation. Evidence: records of 2019, Microsoft's articles on a certificate with
// the wrong name (2018) and on gateways that refuse clients.
var messageHTTP = []rule{
	{why: contextOnly, remembers: fieldHTTPStatus, line: "[CCMHTTP] ERROR: URL=<_:text>, Port=<_:int>, Options=<_:int>, Code=0, Text=CCM_E_BAD_HTTP_STATUS_CODE"},
	{kind: event.MessageFailed, remembers: fieldHTTPStatus, line: "[CCMHTTP] ERROR: URL=<url:text>, Port=<_:int>, Options=<_:int>, Code=0, Text=<name:word>"},
	{kind: event.MessageFailed, remembers: fieldHTTPStatus, line: "[CCMHTTP] ERROR: URL=<url:text>, Port=<_:int>, Options=<_:int>, Code=<code:hresult>, Text=<name:word>"},
	{kind: event.MessageFailed, remembers: fieldHTTPStatus, line: "[CCMHTTP] ERROR INFO: StatusCode=« »<httpstatus:int> StatusText=<name:gateway>"},
	{why: contextOnly, remembers: fieldHTTPStatus, line: "[CCMHTTP] ERROR INFO: StatusCode=« »<httpstatus:int> StatusText=…"},
	{kind: event.CertificateRejected, line: "[CCMHTTP] : WINHTTP_CALLBACK_STATUS_FLAG_<name:word> is set"},
	{why: intermediate, line: "[CCMHTTP] AsyncCallback(): WINHTTP_CALLBACK_STATUS_SECURE_FAILURE Encountered"},
	{why: intermediate, line: "[CCMHTTP] : dwStatusInformationLength is <_:int>"},
	{why: intermediate, line: "[CCMHTTP] : lpvStatusInformation is …"},
	{why: intermediate, line: "Target URL scheme is HTTPS: <_:text>"},
	{why: repeats, line: "Successfully queued event on HTTP/HTTPS failure for server '<_:text>'"},
}
