package io.tidegate.verify.message;

import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys and signed requests that RFC 9421 publishes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9421#appendix-B">RFC 9421, appendix B</a>
 */
final class Rfc9421 {

    /** When the examples were signed. */
    static final Instant CREATED = Instant.ofEpochSecond(1618884473);

    static final String RSA =
            """
            test-key-rsa:-----BEGIN RSA PUBLIC KEY-----
            MIIBCgKCAQEAhAKYdtoeoy8zcAcR874L8cnZxKzAGwd7v36APp7Pv6Q2jdsPBRrw
            WEBnez6d0UDKDwGbc6nxfEXAy5mbhgajzrw3MOEt8uA5txSKobBpKDeBLOsdJKFq
            MGmXCQvEG7YemcxDTRPxAleIAgYYRjTSd/QBwVW9OwNFhekro3RtlinV0a75jfZg
            kne/YiktSvLG34lw2zqXBDTC5NHROUqGTlML4PlNZS5Ri2U4aCNx2rUPRcKIlE0P
            uKxI4T+HIaFpv8+rdV6eUgOrB2xeI1dSFFn/nnv5OoZJEIB+VmuKn3DCUcCZSFlQ
            PSXSfBDiUGhwOw76WuSSsf1D4b/vLoJ10wIDAQAB
            -----END RSA PUBLIC KEY-----\
            """;

    static final String RSA_PSS =
            """
            test-key-rsa-pss:-----BEGIN PUBLIC KEY-----
            MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAr4tmm3r20Wd/PbqvP1s2
            +QEtvpuRaV8Yq40gjUR8y2Rjxa6dpG2GXHbPfvMs8ct+Lh1GH45x28Rw3Ry53mm+
            oAXjyQ86OnDkZ5N8lYbggD4O3w6M6pAvLkhk95AndTrifbIFPNU8PPMO7OyrFAHq
            gDsznjPFmTOtCEcN2Z1FpWgchwuYLPL+Wokqltd11nqqzi+bJ9cvSKADYdUAAN5W
            Utzdpiy6LbTgSxP7ociU4Tn0g5I6aDZJ7A8Lzo0KSyZYoA485mqcO0GVAdVw9lq4
            aOT9v6d+nb4bnNkQVklLQ3fVAvJm+xdDOp9LCNCN48V2pnDOkFV6+U9nV5oyc6XI
            2wIDAQAB
            -----END PUBLIC KEY-----\
            """;

    static final String ECC_P256 =
            """
            test-key-ecc-p256:-----BEGIN PUBLIC KEY-----
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lf
            w0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==
            -----END PUBLIC KEY-----\
            """;

    static final String ED25519 =
            """
            test-key-ed25519:-----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=
            -----END PUBLIC KEY-----\
            """;

    /** The private half of the key for RSA PSS. */
    static final String RSA_PSS_PRIVATE =
            """
            test-key-rsa-pss:-----BEGIN PRIVATE KEY-----
            MIIEvgIBADALBgkqhkiG9w0BAQoEggSqMIIEpgIBAAKCAQEAr4tmm3r20Wd/Pbqv
            P1s2+QEtvpuRaV8Yq40gjUR8y2Rjxa6dpG2GXHbPfvMs8ct+Lh1GH45x28Rw3Ry5
            3mm+oAXjyQ86OnDkZ5N8lYbggD4O3w6M6pAvLkhk95AndTrifbIFPNU8PPMO7Oyr
            FAHqgDsznjPFmTOtCEcN2Z1FpWgchwuYLPL+Wokqltd11nqqzi+bJ9cvSKADYdUA
            AN5WUtzdpiy6LbTgSxP7ociU4Tn0g5I6aDZJ7A8Lzo0KSyZYoA485mqcO0GVAdVw
            9lq4aOT9v6d+nb4bnNkQVklLQ3fVAvJm+xdDOp9LCNCN48V2pnDOkFV6+U9nV5oy
            c6XI2wIDAQABAoIBAQCUB8ip+kJiiZVKF8AqfB/aUP0jTAqOQewK1kKJ/iQCXBCq
            pbo360gvdt05H5VZ/RDVkEgO2k73VSsbulqezKs8RFs2tEmU+JgTI9MeQJPWcP6X
            aKy6LIYs0E2cWgp8GADgoBs8llBq0UhX0KffglIeek3n7Z6Gt4YFge2TAcW2WbN4
            XfK7lupFyo6HHyWRiYHMMARQXLJeOSdTn5aMBP0PO4bQyk5ORxTUSeOciPJUFktQ
            HkvGbym7KryEfwH8Tks0L7WhzyP60PL3xS9FNOJi9m+zztwYIXGDQuKM2GDsITeD
            2mI2oHoPMyAD0wdI7BwSVW18p1h+jgfc4dlexKYRAoGBAOVfuiEiOchGghV5vn5N
            RDNscAFnpHj1QgMr6/UG05RTgmcLfVsI1I4bSkbrIuVKviGGf7atlkROALOG/xRx
            DLadgBEeNyHL5lz6ihQaFJLVQ0u3U4SB67J0YtVO3R6lXcIjBDHuY8SjYJ7Ci6Z6
            vuDcoaEujnlrtUhaMxvSfcUJAoGBAMPsCHXte1uWNAqYad2WdLjPDlKtQJK1diCm
            rqmB2g8QE99hDOHItjDBEdpyFBKOIP+NpVtM2KLhRajjcL9Ph8jrID6XUqikQuVi
            4J9FV2m42jXMuioTT13idAILanYg8D3idvy/3isDVkON0X3UAVKrgMEne0hJpkPL
            FYqgetvDAoGBAKLQ6JZMbSe0pPIJkSamQhsehgL5Rs51iX4m1z7+sYFAJfhvN3Q/
            OGIHDRp6HjMUcxHpHw7U+S1TETxePwKLnLKj6hw8jnX2/nZRgWHzgVcY+sPsReRx
            NJVf+Cfh6yOtznfX00p+JWOXdSY8glSSHJwRAMog+hFGW1AYdt7w80XBAoGBAImR
            NUugqapgaEA8TrFxkJmngXYaAqpA0iYRA7kv3S4QavPBUGtFJHBNULzitydkNtVZ
            3w6hgce0h9YThTo/nKc+OZDZbgfN9s7cQ75x0PQCAO4fx2P91Q+mDzDUVTeG30mE
            t2m3S0dGe47JiJxifV9P3wNBNrZGSIF3mrORBVNDAoGBAI0QKn2Iv7Sgo4T/XjND
            dl2kZTXqGAk8dOhpUiw/HdM3OGWbhHj2NdCzBliOmPyQtAr770GITWvbAI+IRYyF
            S7Fnk6ZVVVHsxjtaHy1uJGFlaZzKR4AGNaUTOJMs6NadzCmGPAxNQQOCqoUjn4XR
            rOjr9w349JooGXhOxbu8nOxX
            -----END PRIVATE KEY-----\
            """;

    static final String SHARED =
            "test-shared-secret:uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4"
                    + "XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==";

    /** B.2.1. */
    static final String MINIMAL =
            """
            POST /foo?param=Value&Pet=dog HTTP/1.1
            Host: example.com
            Date: Tue, 20 Apr 2021 02:07:55 GMT
            Content-Type: application/json
            Content-Digest: sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiY\
            llu7BNNyealdVLvRwEmTHWXvJwew==:
            Content-Length: 18
            Signature-Input: sig-b21=();created=1618884473;keyid="test-key-rsa-pss";nonce="b3k2\
            pp5k7z-50gnwp.yemd"
            Signature: sig-b21=:d2pmTvmbncD3xQm8E9ZV2828BjQWGgiwAaw5bAkgibUopemLJcWDy/lkbbHAve4\
            cRAtx31Iq786U7it++wgGxbtRxf8Udx7zFZsckzXaJMkA7ChG52eSkFxykJeNqsrWH5S+oxNFlD4dzVuwe8\
            DhTSja8xxbR/Z2cOGdCbzR72rgFWhzx2VjBqJzsPLMIQKhO4DGezXehhWwE56YCE+O6c0mKZsfxVrogUvA4\
            HELjVKWmAvtl6UnCh8jYzuVG5WSb/QEVPnP5TmcAnLH1g+s++v6d4s8m0gCw1fV5/SITLq9mhho8K3+7EPY\
            TU8IU1bLhdxO5Nyt8C8ssinQ98Xw9Q==:

            {"hello": "world"}\
            """;

    /** B.2.2. */
    static final String SELECTIVE =
            """
            POST /foo?param=Value&Pet=dog HTTP/1.1
            Host: example.com
            Date: Tue, 20 Apr 2021 02:07:55 GMT
            Content-Type: application/json
            Content-Digest: sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiY\
            llu7BNNyealdVLvRwEmTHWXvJwew==:
            Content-Length: 18
            Signature-Input: sig-b22=("@authority" "content-digest" "@query-param";name="Pet");\
            created=1618884473;keyid="test-key-rsa-pss";tag="header-example"
            Signature: sig-b22=:LjbtqUbfmvjj5C5kr1Ugj4PmLYvx9wVjZvD9GsTT4F7GrcQEdJzgI9qHxICagSh\
            LRiLMlAJjtq6N4CDfKtjvuJyE5qH7KT8UCMkSowOB4+ECxCmT8rtAmj/0PIXxi0A0nxKyB09RNrCQibbUjs\
            LS/2YyFYXEu4TRJQzRw1rLEuEfY17SARYhpTlaqwZVtR8NV7+4UKkjqpcAoFqWFQh62s7Cl+H2fjBSpqfZU\
            JcsIk4N6wiKYd4je2U/lankenQ99PZfB4jY3I5rSV2DSBVkSFsURIjYErOs0tFTQosMTAoxk//0RoKUqiYY\
            8Bh0aaUEb0rQl3/XaVe4bXTugEjHSw==:

            {"hello": "world"}\
            """;

    /** B.2.3. */
    static final String FULL =
            """
            POST /foo?param=Value&Pet=dog HTTP/1.1
            Host: example.com
            Date: Tue, 20 Apr 2021 02:07:55 GMT
            Content-Type: application/json
            Content-Digest: sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiY\
            llu7BNNyealdVLvRwEmTHWXvJwew==:
            Content-Length: 18
            Signature-Input: sig-b23=("date" "@method" "@path" "@query" "@authority" "content-t\
            ype" "content-digest" "content-length");created=1618884473;keyid="test-key-rsa-pss"
            Signature: sig-b23=:bbN8oArOxYoyylQQUU6QYwrTuaxLwjAC9fbY2F6SVWvh0yBiMIRGOnMYwZ/5MR6\
            fb0Kh1rIRASVxFkeGt683+qRpRRU5p2voTp768ZrCUb38K0fUxN0O0iC59DzYx8DFll5GmydPxSmme9v6UL\
            bMFkl+V5B1TP/yPViV7KsLNmvKiLJH1pFkh/aYA2HXXZzNBXmIkoQoLd7YfW91kE9o/CCoC1xMy7JA1ipwv\
            Kvfrs65ldmlu9bpG6A9BmzhuzF8Eim5f8ui9eH8LZH896+QIF61ka39VBrohr9iyMUJpvRX2Zbhl5ZJzSRx\
            pJyoEZAFL2FUo5fTIztsDZKEgM4cUA==:

            {"hello": "world"}\
            """;

    /** B.2.5. */
    static final String HMAC =
            """
            POST /foo?param=Value&Pet=dog HTTP/1.1
            Host: example.com
            Date: Tue, 20 Apr 2021 02:07:55 GMT
            Content-Type: application/json
            Content-Digest: sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiY\
            llu7BNNyealdVLvRwEmTHWXvJwew==:
            Content-Length: 18
            Signature-Input: sig-b25=("date" "@authority" "content-type");created=1618884473;ke\
            yid="test-shared-secret"
            Signature: sig-b25=:pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=:

            {"hello": "world"}\
            """;

    /** B.2.6. */
    static final String EDWARDS =
            """
            POST /foo?param=Value&Pet=dog HTTP/1.1
            Host: example.com
            Date: Tue, 20 Apr 2021 02:07:55 GMT
            Content-Type: application/json
            Content-Digest: sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiY\
            llu7BNNyealdVLvRwEmTHWXvJwew==:
            Content-Length: 18
            Signature-Input: sig-b26=("date" "@method" "@path" "@authority" "content-type" "con\
            tent-length");created=1618884473;keyid="test-key-ed25519"
            Signature: sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPi\
            u4A0w6vuQv5lIp5WPpBKRCw==:

            {"hello": "world"}\
            """;

    /** The example of section 3.2. */
    static final String VERIFYING =
            """
            POST /foo?param=Value&Pet=dog HTTP/1.1
            Host: example.com
            Date: Tue, 20 Apr 2021 02:07:55 GMT
            Content-Type: application/json
            Content-Digest: sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiY\
            llu7BNNyealdVLvRwEmTHWXvJwew==:
            Content-Length: 18
            Signature-Input: sig1=("@method" "@authority" "@path" "content-digest" "content-len\
            gth" "content-type");created=1618884473;keyid="test-key-rsa-pss"
            Signature: sig1=:HIbjHC5rS0BYaa9v4QfD4193TORw7u9edguPh0AW3dMq9WImrlFrCGUDih47vAxi4L\
            2YRZ3XMJc1uOKk/J0ZmZ+wcta4nKIgBkKq0rM9hs3CQyxXGxHLMCy8uqK488o+9jrptQ+xFPHK7a9sRL1IX\
            NaagCNN3ZxJsYapFj+JXbmaI5rtAdSfSvzPuBCh+ARHBmWuNo1UzVVdHXrl8ePL4cccqlazIJdC4QEjrF+S\
            n4IxBQzTZsL9y9TP5FsZYzHvDqbInkTNigBcE9cKOYNFCn4D/WM7F6TNuZO9EgtzepLWcjTymlHzK7aXq6A\
            m6sfOrpIC49yXjj3ae6HRalVc/g==:

            {"hello": "world"}\
            """;

    /** The example of section 4.3: a proxy has signed a request again. */
    static final String PROXIED =
            """
            POST /foo?param=Value&Pet=dog HTTP/1.1
            Host: origin.host.internal.example
            Date: Tue, 20 Apr 2021 02:07:56 GMT
            Content-Type: application/json
            Content-Length: 18
            Forwarded: for=192.0.2.123;host=example.com;proto=https
            Content-Digest: sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiY\
            llu7BNNyealdVLvRwEmTHWXvJwew==:
            Signature-Input: sig1=("@method" "@authority" "@path" "content-digest" "content-typ\
            e" "content-length");created=1618884475;keyid="test-key-ecc-p256", proxy_sig=("@met\
            hod" "@authority" "@path" "content-digest" "content-type" "content-length" "forward\
            ed");created=1618884480;keyid="test-key-rsa";alg="rsa-v1_5-sha256";expires=16188845\
            40
            Signature: sig1=:X5spyd6CFnAG5QnDyHfqoSNICd+BUP4LYMz2Q0JXlb//4Ijpzp+kve2w4NIyqeAuM7\
            jTDX+sNalzA8ESSaHD3A==:, proxy_sig=:S6ZzPXSdAMOPjN/6KXfXWNO/f7V6cHm7BXYUh3YD/fRad4B\
            CaRZxP+JH+8XY1I6+8Cy+CM5g92iHgxtRPz+MjniOaYmdkDcnL9cCpXJleXsOckpURl49GwiyUpZ10KHgOE\
            e11sx3G2gxI8S0jnxQB+Pu68U9vVcasqOWAEObtNKKZd8tSFu7LB5YAv0RAGhB8tmpv7sFnIm9y+7X5kXQf\
            i8NMaZaA8i2ZHwpBdg7a6CMfwnnrtflzvZdXAsD3LH2TwevU+/PBPv0B6NMNk93wUs/vfJvye+YuI87HU38\
            lZHowtznbLVdp770I6VHR6WfgS9ddzirrswsE1w5o0LV/g==:

            {"hello": "world"}\
            """;

    /** B.3: a proxy vouches for the certificate of its client. */
    static final String TERMINATED =
            """
            POST /foo?param=Value&Pet=dog HTTP/1.1
            Host: service.internal.example
            Date: Tue, 20 Apr 2021 02:07:55 GMT
            Content-Type: application/json
            Content-Length: 18
            Client-Cert: :MIIBqDCCAU6gAwIBAgIBBzAKBggqhkjOPQQDAjA6MRswGQYDVQQKDBJMZXQncyBBdXRoZ\
            W50aWNhdGUxGzAZBgNVBAMMEkxBIEludGVybWVkaWF0ZSBDQTAeFw0yMDAxMTQyMjU1MzNaFw0yMTAxMjMy\
            MjU1MzNaMA0xCzAJBgNVBAMMAkJDMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE8YnXXfaUgmnMtOXU/In\
            cWalRhebrXmckC8vdgJ1p5Be5F/3YC8OthxM4+k1M6aEAEFcGzkJiNy6J84y7uzo9M6NyMHAwCQYDVR0TBA\
            IwADAfBgNVHSMEGDAWgBRm3WjLa38lbEYCuiCPct0ZaSED2DAOBgNVHQ8BAf8EBAMCBsAwEwYDVR0lBAwwC\
            gYIKwYBBQUHAwIwHQYDVR0RAQH/BBMwEYEPYmRjQGV4YW1wbGUuY29tMAoGCCqGSM49BAMCA0gAMEUCIBHd\
            a/r1vaL6G3VliL4/Di6YK0Q6bMjeSkC3dFCOOB8TAiEAx/kHSB4urmiZ0NX5r5XarmPk0wmuydBVoU4hBVZ\
            1yhk=:
            Signature-Input: ttrp=("@path" "@query" "@method" "@authority" "client-cert");creat\
            ed=1618884473;keyid="test-key-ecc-p256"
            Signature: ttrp=:xVMHVpawaAC/0SbHrKRs9i8I3eOs5RtTMGCWXm/9nvZzoHsIg6Mce9315T6xoklyy0\
            yzhD9ah4JHRwMLOgmizw==:

            {"hello": "world"}\
            """;

    /** B.4, before it is changed on its way. */
    static final String TRANSFORMED =
            """
            GET /demo?name1=Value1&Name2=value2 HTTP/1.1
            Host: example.org
            Date: Fri, 15 Jul 2022 14:24:55 GMT
            Accept: application/json
            Accept: */*
            Signature-Input: transform=("@method" "@path" "@authority" "accept");created=161888\
            4473;keyid="test-key-ed25519"
            Signature: transform=:ZT1kooQsEHpZ0I1IjCqtQppOmIqlJPeo7DHR3SoMn0s5JZ1eRGS0A+vyYP9t/\
            LXlh5QMFFQ6cpLt2m0pmj3NDA==:\
            """;

    private Rfc9421() {}

    /** The request that is written so, at the time it was signed. */
    static InboundRequest request(String text) {
        int end = text.contains("\n\n") ? text.indexOf("\n\n") : text.length();
        List<String> head = text.substring(0, end).lines().toList();
        String[] first = head.get(0).split(" ", -1);
        var headers = new ArrayList<String>();
        for (String line : head.subList(1, head.size())) {
            int colon = line.indexOf(':');
            headers.addAll(List.of(line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        String body = text.substring(Math.min(end + 2, text.length()));
        return new InboundRequest(
                first[0],
                first[1],
                Headers.of(headers),
                body.getBytes(StandardCharsets.UTF_8),
                CREATED);
    }
}
