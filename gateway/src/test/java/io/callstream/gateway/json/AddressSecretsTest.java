package io.callstream.gateway.json;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials in addresses: in front of the host, in parameters, and addresses that are secret themselves. */
class AddressSecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://⟦user:pass⟧@host.example/path",
                "https://⟦user:pass⟧@host",
                "postgres://⟦app:s3cr3t⟧@db:5432/x, redis://⟦:pass⟧@cache:6379/0",
                "amqp://⟦a:b⟧@h1,amqp://⟦c:d⟧@h2",
                "mongodb://⟦u:p⟧@h1:27017,h2:27017/db",
                "{\"url\":\"https:\\/\\/⟦user:pass⟧@host\\/x\"}",
                "{\"a\":\"{\\\"url\\\":\\\"https:\\\\/\\\\/⟦user:pass⟧@host\\\"}\"}",
                "https://⟦user:p?a#s⟧@host/x",
                "https://⟦grüße:pässe⟧@host",
                "https://⟦u:p⟧@host?to=a@b.co",
                "https://⟦u:p⟧@host, mail a@b.co",
                "https://⟦u:p⟧@host,a@b.co",
                "https://⟦u:p⟧@host;a@b.co",
                "https://⟦u:p⟧@host#a@b.co",
                "https://⟦u:12345⟧@host",
            })
    void userAndPassword(String marked) {
        MarkedSecrets.areFound(marked);
    }

    /** A sign that its writer forgot to escape does not show the rest of the password. */
    @ParameterizedTest
    @ValueSource(strings = {"https://⟦u:p⟧⟦@ss⟧@host/x", "postgres://⟦app:p⟧⟦@55⟧@db:5432/x"})
    void aPasswordWithAnAtSignEndsAtTheLast(String marked) {
        MarkedSecrets.areFound(marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user@host.example/",
                "https://host.example:8080/a@b",
                "https://host:8080?mail=a@b.co",
                "https://host:8080#a@b.co",
                "https://host?at=10:30&mail=a@b.co",
                "https://host#at=10:30&mail=a@b.co",
                "http://@host",
                "//user:pass@host",
                "a/user:pass@host",
                "https:/user:pass@host",
                "mailto:ann@example.com",
                "https://a:b c@d",
                "https://a:b\n@d",
                "'https://a:b'@d",
                "\"https://a:b\"@d",
                "git@github.com:owner/name.git",
                "@@@@",
                "ratio 3:4@home",
            })
    void otherAtSignsAreOrdinary(String text) {
        MarkedSecrets.areFound(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"512", "513"})
    void aVeryLongOneIsNone(int length) {
        String info = "u:" + "p".repeat(length - 2);
        boolean known = length < 512;

        MarkedSecrets.areFound(known ? "https://⟦" + info + "⟧@host" : "https://" + info + "@host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://x.example/?a=1&key=⟦aB3dE5gH⟧&b=2",
                "?KEY=⟦abcdefgh⟧",
                "?token=⟦abcdefgh⟧#x",
                "?access_token=⟦abcdefgh⟧ is it",
                "?api-key=⟦abcdefgh⟧'",
                "https://bucket.s3.amazonaws.com/o?X-Amz-Credential=⟦AKIA%2F20260101%2Feu⟧&X-Amz-Signature=⟦0123456789abcdef⟧",
                "https://storage.googleapis.com/b/o?X-Goog-Date=20260101T000000Z&X-Goog-Signature=⟦0123456789abcdef⟧",
                "https://a.blob.core.windows.net/c/o?sv=2024-01-01&se=2026-01-01T00%3A00%3A00Z&sig=⟦a%2Bb%2Fc%3D%3D⟧",
                "https://d111.cloudfront.net/o?Expires=1767225600&Signature=⟦aB3dE5gH~⟧&Key-Pair-Id=K2JCJMDEHXQW5F",
                "https://b.oss-cn-hangzhou.aliyuncs.com/o?x-oss-signature=⟦0123456789abcdef⟧",
                "{\"url\":\"https://x/?a=1\\u0026key=⟦aB3dE5gH⟧\\u0026b=2\"}",
                "{\"url\":\"https://x/?a=1\\u0026X-Amz-Signature=⟦0123456789abcdef⟧\"}",
                "{\"a\":\"{\\\"url\\\":\\\"https://x/?a=1\\\\u0026sig=⟦0123456789abcdef⟧\\\"}\"}",
                "<a href=\"https://x/?a=1&amp;sig=⟦0123456789abcdef⟧\">",
                "{\"url\":\"https://x/?sig=⟦0123456789abcdef⟧\",\"b\":1}",
                "GET /v1/models?key=⟦aB3dE5gH7⟧ HTTP/1.1",
            })
    void secretParameters(String marked) {
        MarkedSecrets.areFound(marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?key=abcdefg",
                "?=abcdefgh",
                "?monkey=abcdefgh",
                "?sort_key_by=abcdefgh",
                "?page=abcdefgh&design=abcdefgh",
                "key=abcdefgh",
                "x/key=abcdefgh",
                "?max_tokens=12345678",
                ";key=abcdefgh",
                "&lt;key=abcdefgh",
                "u0026key=abcdefgh",
            })
    void otherParametersAreOrdinary(String text) {
        MarkedSecrets.areFound(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.slack.com/services/⟦T0000/B0000/aB3dE5gH7⟧",
                "https://hooks.slack.com/workflows/⟦T0000/A1/2/aB3⟧ here",
                "https://discord.com/api/webhooks/⟦123456/aB3dE5gH7⟧ is ours",
                "https://discordapp.com/api/webhooks/⟦123456/aB3dE5gH7⟧",
                "https://api.telegram.org/bot⟦123456:aB3dE5gH7/sendMessage⟧",
                "https://outlook.office.com/webhook/⟦a@b/IncomingWebhook/c⟧",
                "{\"u\":\"https:\\/\\/hooks.slack.com\\/services\\/⟦T0\\/B0\\/XyZ⟧\"}",
                "{\"u\":\"https:\\/\\/hooks.slack.com\\/services\\/⟦T0⟧\\n\"}",
            })
    void addressesThatLetWrite(String marked) {
        MarkedSecrets.areFound(marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.slack.com/services/",
                "https://hooks.slack.com/services/ ",
                "https://hooks.slack.com/docs/T0",
                "hooks.slack.com/services/T0",
                "https://hooks.slack.com\\services/T0",
                "https://discord.com/api/users/1",
                "https:",
                "https://",
            })
    void otherAddressesAreOrdinary(String text) {
        MarkedSecrets.areFound(text);
    }
}
