package io.callstream.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a credential stands between ⟦ and ⟧; everything else is recorded as it is. All of them were made up. */
class SecretScanTest {
    private static final String TOKEN = "aB3dE5gH7jK9mN1pQ3sT5vW7";

    /** As providers hand them out, in a sentence, behind a name, in an address. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "my key is ⟦sk-aB3dE5gH7jK9mN1pQ3sT5vW7⟧, thanks",
                "⟦sk-proj-aB3dE5gH7jK9mN1pQ3sT5vW7_x-y⟧",
                "⟦sk-ant-api03-aB3dE5gH7jK9mN1pQ3sT5vW7⟧",
                "(⟦sk-12ab⟧)",
                "⟦xoxb-123456789012-abcdef⟧",
                "⟦glpat-aB3dE5gH7jK9mN1pQ3sT⟧",
                "⟦pplx-aB3dE5gH7jK9mN1pQ3sT⟧",
                "⟦nvapi-aB3dE5gH7jK9mN1pQ3sT⟧",
                "⟦ghp_aB3dE5gH7jK9mN1pQ3sT5vW7⟧",
                "⟦github_pat_11AB3dE5gH7jK9mN1pQ3sT5vW7⟧",
                "⟦gsk_aB3dE5gH7jK9mN1pQ3sT5vW7⟧",
                "⟦hf_aB3dE5gH7jK9mN1pQ3sT5vW7⟧",
                "⟦npm_aB3dE5gH7jK9mN1pQ3sT5vW7⟧",
                "⟦whsec_aB3dE5gH7jK9mN1pQ3sT5vW7⟧",
                "⟦r8_aB3dE5gH7jK9mN1pQ3sT5vW7⟧",
                "⟦eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl⟧",
                "id ⟦AKIAIOSFODNN7EXAMPLE⟧.",
                "id ⟦ASIAIOSFODNN7EXAMPLE⟧.",
                "⟦AKIAIOSFODNN7EXAMPLE⟧ wJalr ⟦wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY⟧",
                "⟦AIzaSyA1234567890abcdefghijklmnopqrstuv⟧",
                "Authorization: Bearer ⟦aB3dE5gH7jK9mN1pQ3sT5vW7⟧",
                "authorization: bearer  ⟦abc123⟧",
                "Basic ⟦dXNlcjpwYXNzd29yZA==⟧",
                "https://⟦user:pass⟧@host.example/path",
                "see https://x.example/?a=1&key=⟦aB3dE5gH7⟧&b=2",
                "https://x.example/?X-Amz-Signature=⟦0123456789abcdef⟧",
                "https://hooks.slack.com/services/⟦T0000/B0000/aB3dE5gH7⟧",
                "https://discord.com/api/webhooks/⟦123456/aB3dE5gH7⟧ is ours",
                "https://api.telegram.org/bot⟦123456:aB3dE5gH7⟧",
                "AWS_SECRET_ACCESS_KEY=⟦aB3dE5gH7jK9⟧",
                "export OPENAI_API_KEY=\"⟦aB3dE5gH7jK9⟧\"",
                "x-api-key: ⟦aB3dE5gH7jK9⟧",
                "⟦-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----⟧ and more",
                "⟦-----BEGIN PRIVATE KEY-----\nMIIB⟧",
            })
    void whatLooksLikeACredentialIsOne(String marked) {
        MarkedSecrets.areFound(marked);
    }

    /** In JSON by its name alone, whatever it looks like, at any depth, also in JSON within a string and as Python prints it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"api_key\":\"⟦hunter⟧\"}",
                "{\"api_key\" : \"⟦hunter⟧\" , \"model\":\"m\"}",
                "{\"a\":[{\"password\":\"⟦x⟧\"}]}",
                "{\"client_secret\":[\"⟦one⟧\",\"⟦two⟧\"],\"n\":1}",
                "{\"password\":[\"⟦one⟧\",\"\",\"⟦two⟧\"]}",
                "{\"password\":⟦12345⟧}",
                "{\"password\":⟦-1.5e3⟧,\"n\":7}",
                "{\"password\":\"\"}",
                "{\"password\":null}",
                "{\"password\":{\"length\":12}}",
                "{\"password\":\"⟦a\\\"b\\\\⟧\",\"c\":\"d\"}",
                "{\"arguments\":\"{\\\"password\\\":\\\"⟦x y⟧\\\",\\\"n\\\":1}\"}",
                "{\"a\":\"{\\\"b\\\":\\\"{\\\\\\\"password\\\\\\\":\\\\\\\"⟦x⟧\\\\\\\"}\\\"}\"}",
                "{'password': '⟦hunter2⟧', 'n': 1}",
                "{\"token\":\"⟦aB3dE5gH7jK9mN1pQ3sT5vW7⟧\"}",
                "{\"Authorization\":\"⟦Bearer aB3dE5gH7jK9mN1pQ3sT5vW7⟧\"}",
            })
    void whatANameHoldsIsOne(String marked) {
        MarkedSecrets.areFound(marked);
    }

    /** What people write about, and what only begins like one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "=",
                ":",
                "@",
                "a-b-c_d",
                "task-force and risk-averse",
                "sk-",
                "sk-abc",
                "desk-1234567890123456",
                "a_sk-",
                "ghp_short1",
                "ghp_withoutanydigitatall",
                "eyJ",
                "eyJhbGciOiJIUzI1NiJ9",
                "eyJhbGciOiJIUzI1NiJ9.x",
                "keyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0",
                "AKIA",
                "AKIAshort",
                "XAKIAIOSFODNN7EXAMPLE",
                "AIzaShort",
                "bearer of bad news",
                "basic training",
                "Basic: yes",
                "mail ann@example.com",
                "https://host.example:8080/a@b",
                "https://user@host.example/",
                "a=b&c=d",
                "?key=short",
                "key=12345678 is no address",
                "https://hooks.slack.com/services/",
                "the password: none",
                "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
                "-----BEGIN PUBLIC KEY-----",
                "{\"max_tokens\":100,\"prompt_tokens\":7}",
                "{\"token\":\"word\"}",
                "{\"token\":\"a sentence with many words, and 7 signs\"}",
                "{\"model\":\"gpt-4o\",\"content\":\"say: password\"}",
                "\"password\"",
                "\"password\":",
                "{\"password\"",
                "password\":\"",
            })
    void whatPeopleWriteIsNone(String text) {
        MarkedSecrets.areFound(text);
    }

    /** The text around it, and where its array begins and ends, are nothing to it. */
    @Test
    void aTextWithinALargerArrayIsReadWithinItsBounds() {
        byte[] all = ("sk-" + TOKEN + "{\"a\":\"sk-" + TOKEN + "\"}sk-" + TOKEN).getBytes(StandardCharsets.UTF_8);
        int from = 3 + TOKEN.length();
        Slice within = new Slice(all, from, all.length - 2 * from);

        assertThat(SecretScan.of(within)).hasSize(1).allSatisfy(secret -> {
            assertThat(secret.from()).isEqualTo(from + 6);
            assertThat(secret.to()).isEqualTo(from + 6 + 3 + TOKEN.length());
        });
    }

    /** Whatever bytes come: what is found is in order, within the text, and not empty. */
    @Test
    void anyBeginningOfATextIsRead() {
        String text =
                "{\"api_key\":\"sk-" + TOKEN + "\",\"b\":\"{\\\"password\\\":[\\\"x\\\",7,\\\"y\"} AKIAIOSFODNN7EXAMPLE"
                        + " https://u:p@h/?sig=123456789 Bearer " + TOKEN + " -----BEGIN PRIVATE KEY-----\n7\n-----END"
                        + " 'token': '" + TOKEN + "' eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0. \u00e9@=:";
        byte[] all = text.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < all.length; from++) {
            for (int length : new int[] {1, 2, 5, 17, 60, all.length - from}) {
                Slice part = new Slice(all, from, Math.min(length, all.length - from));
                int last = part.offset();
                for (SecretScan.Secret secret : SecretScan.of(part)) {
                    assertThat(secret.from()).as("in %s", part.text()).isGreaterThanOrEqualTo(last);
                    assertThat(secret.to())
                            .as("in %s", part.text())
                            .isGreaterThan(secret.from())
                            .isLessThanOrEqualTo(part.end());
                    last = secret.to();
                }
            }
        }
    }
}
