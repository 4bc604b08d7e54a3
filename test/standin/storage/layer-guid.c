#include "layer-guid.h"

#include <stdlib.h>
#include <wincrypt.h>

/* RFC 4122's namespace for names (Appendix C, DNS), in network order; service/layers.ts has the same. */
static const BYTE NAMESPACE[16] = {0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8};

static void sha1(const WCHAR *name, BYTE digest[20]) {
  HCRYPTPROV provider;
  HCRYPTHASH hash;
  DWORD size = 20;
  if (!CryptAcquireContextW(&provider, NULL, NULL, PROV_RSA_FULL, CRYPT_VERIFYCONTEXT) ||
      !CryptCreateHash(provider, CALG_SHA1, 0, 0, &hash))
    abort();
  if (!CryptHashData(hash, NAMESPACE, sizeof NAMESPACE, 0)) abort();
  if (!CryptHashData(hash, (const BYTE *)name, (DWORD)(wcslen(name) * sizeof *name), 0)) abort();
  if (!CryptGetHashParam(hash, HP_HASHVAL, digest, &size, 0)) abort();
  CryptDestroyHash(hash);
  CryptReleaseContext(provider, 0);
}

void layer_guid(const WCHAR *name, GUID *guid) {
  BYTE d[20];
  sha1(name, d);
  d[6] = (BYTE)((d[6] & 0x0f) | 0x50);
  d[8] = (BYTE)((d[8] & 0x3f) | 0x80);
  guid->Data1 = (DWORD)d[0] << 24 | (DWORD)d[1] << 16 | (DWORD)d[2] << 8 | d[3];
  guid->Data2 = (WORD)(d[4] << 8 | d[5]);
  guid->Data3 = (WORD)(d[6] << 8 | d[7]);
  for (int at = 0; at < 8; at++) guid->Data4[at] = d[8 + at];
}

void guid_text(const GUID *guid, WCHAR text[37]) {
  const BYTE *d = guid->Data4;
  wsprintfW(text, L"%08lx-%04x-%04x-%02x%02x-%02x%02x%02x%02x%02x%02x", guid->Data1, guid->Data2, guid->Data3, d[0], d[1], d[2],
            d[3], d[4], d[5], d[6], d[7]);
}
