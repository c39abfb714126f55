package io.callstream.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** X20, X11: credentials are known by what they look like and by the name of what holds them, wherever they stand. */
class MaskingTest {
    private static final String AWS_SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final String JWT =
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-abcdefghijklmnopqrstuvwx",
                "sk-proj-Ab12_cd-34EFghijkl",
                "sk-1234",
                "sk-ant-api03-xyz123456789",
                "gsk_a1b2c3d4e5f6g7h8i9j0",
                "hf_AbCdEfGhIjKlMnOpQrStUvWx12",
                "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
                "github_pat_11ABCDEFG0abcdefghijkl_mnop",
                "xoxb-1234567890-abcdefghij",
                "glpat-ab12cd34ef56gh78",
                "AKIAIOSFODNN7EXAMPLE",
                "ASIAIOSFODNN7EXAMPLE",
                "AIzaSyA1234567890abcdefghijklmnopqrstuv",
                "IQoJb3JpZ2luX2VjEJr//////////wEaCXVzLWVhc3QtMSJHMEUCIQ",
                JWT
            })
    void aCredentialIsKnownByItsLooks(String credential) {
        String told = Masking.mask("{\"messages\":[{\"content\":\"my key:\\n" + credential + " is it\"}]}");

        assertThat(told).isEqualTo("{\"messages\":[{\"content\":\"my key:\\n**** is it\"}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Authorization: Bearer helicone-1a2b3c | Authorization: Bearer ****",
                "say bearer SECRETKEY now | say bearer **** now",
                "Basic dXNlcjpwYXNz in it | Basic **** in it",
                "see https://user:pa55@host/x | see https://****@host/x",
                "GET /v1?key=0123456789abc&x=1 | GET /v1?key=****&x=1",
                "https://s3/x?X-Amz-Signature=0123456789abc#a | https://s3/x?X-Amz-Signature=****#a",
                "export AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY now | export AWS_SECRET_ACCESS_KEY=**** now",
                "AZURE_API_KEY = 'ab12cd34ef56' | AZURE_API_KEY = '****'",
                "key AKIAIOSFODNN7EXAMPLE and secret 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. | key **** and secret ****.",
                "x-api-key: 0a1b2c3d | x-api-key: ****",
                "password: hunter22, user: x | password: ****, user: x",
                "post to https://hooks.slack.com/services/T0/B0/XyZ ok | post to https://hooks.slack.com/services/**** ok",
                "https:\\/\\/hooks.slack.com\\/services\\/T0\\/B0\\/XyZ | https:\\/\\/hooks.slack.com\\/services\\/****",
                "https://api.telegram.org/bot123:ABC/send | https://api.telegram.org/bot****",
            })
    void soIsOneThatIsSaidToBeOne(String text, String told) {
        assertThat(Masking.mask(text)).isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"extra_headers\":{\"Authorization\":\"SECRET\"}}",
                "{\"extra_headers\":{\"x-api-key\": \"SECRET\"}}",
                "{\"tools\":[{\"type\":\"mcp\",\"headers\":{\"X-Auth-Token\":\"SECRET\"}}]}",
                "{\"tools\":[{\"type\":\"mcp\",\"headers\":{\"Helicone-Auth\":\"SECRET\"}}]}",
                "{\"a\":{\"b\":[{\"aws_session_token\":\"SECRET\"}]}}",
                "{\"aws\":{\"secretAccessKey\":\"SECRET\",\"region\":\"eu\"}}",
                "{\"metadata\":{\"account\":{\"password\":\"SECRET\"}}}",
                "{\"a\":{\"api_key\":[\"SECRET\", \"SECRET\"]}}",
                "{\"a\":{\"clientSecret\" : \"SECRET\"}}",
                "{\"arguments\":\"{\\\"password\\\":\\\"SECRET\\\",\\\"x\\\":1}\"}",
                "{\"arguments\":\"{\\\"a\\\":\\\"{\\\\\\\"api_key\\\\\\\":\\\\\\\"SECRET\\\\\\\"}\\\"}\"}",
                "Invalid request {'api_key': 'SECRET', 'x': 1}",
                "{\"error\":{\"message\":\"bad {'Authorization': 'SECRET'}\"}}",
                "{\"password\":\"SECRET",
            })
    void aCredentialIsKnownByItsNameAtAnyDepth(String text) {
        String told = Masking.mask(text.replace("SECRET", AWS_SECRET));

        assertThat(told).isEqualTo(text.replace("SECRET", "****"));
    }

    @Test
    void whatIsMaskedStaysJson() {
        String told = Masking.mask("{\"a\":{\"password\":1234,\"token\":\"abcdefghijklmnopqrst123\",\"b\":true}}");

        assertThat(told).isEqualTo("{\"a\":{\"password\":\"****\",\"token\":\"****\",\"b\":true}}");
    }

    /** As arguments of tools are, and what Python prints. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":\"{\\\"password\\\":1234,\\\"b\\\":5}\"} | {\"a\":\"{\\\"password\\\":\\\"****\\\",\\\"b\\\":5}\"}",
                "{\"a\":\"{'password': 1234}\"} | {\"a\":\"{'password': '****'}\"}",
            })
    void numbersInJsonWithinAStringAreMaskedAsStringsThere(String text, String told) {
        assertThat(Masking.mask(text)).isEqualTo(told);
    }

    @Test
    void aPrivateKeyIsMaskedAsAWhole() {
        String key = "-----BEGIN RSA PRIVATE KEY-----\\nMIIEow==\\n-----END RSA PRIVATE KEY-----\\n";

        assertThat(Masking.mask("{\"a\":\"" + key + "\",\"b\":1}")).isEqualTo("{\"a\":\"****\\n\",\"b\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"max_tokens\":5,\"max_completion_tokens\":1,\"completion_tokens\":3,\"keywords\":\"a b\"}",
                "{\"usage\":{\"prompt_tokens\":12345678,\"completion_tokens_details\":{\"reasoning_tokens\":3}}}",
                "{\"logprobs\":{\"content\":[{\"token\":\"Hello\",\"logprob\":-0.1,\"bytes\":[1]}]}}",
                "{\"properties\":{\"password\":{\"type\":\"string\",\"description\":\"the new one\"}}}",
                "{\"next_page_token\":\"abcdefghijklmnopqrst123\",\"prompt_cache_key\":\"abc-123-abc-123-abc-123\"}",
                "{\"password\":null,\"secret\":true,\"api_key\":\"\"}",
                "Basic information about risk-12345678901234567 and task-1: bearer of bad news, Bearer authentication",
                "the disk-based sk-learn package; ask-me-anything; gsk_configuration_value_of_it",
                "mail me at a.b@example.com or http://example.com:8080/@user, see https://host/a:b@c",
                "def login(password: str, token=None): password = get_password(user) # secret: see above",
                "x = f(key=value) && a?b:c; ----- BEGIN -----; -----BEGIN CERTIFICATE-----",
                "{\"id\":\"chatcmpl-1234567890abcdef\",\"model\":\"gpt-4o-2024-08-06\",\"system_fingerprint\":\"fp_44709d6fcb\"}",
            })
    void ordinaryContentIsToldAsItIs(String text) {
        assertThat(Masking.mask(text)).isSameAs(text);
    }

    @Test
    @DisplayName("C23, X21: a key of the gateway's own is masked wherever it is quoted")
    void ownKeysAreKnown() {
        byte[] key = "azure0key".getBytes(StandardCharsets.UTF_8);

        Slice told = Masking.maskKey(Slice.of("wrong key azure0key (azure0key)"), key);

        assertThat(told.text()).isEqualTo("wrong key **** (****)");
    }

    @Test
    void anEmptyKeyIsInNoText() {
        Slice text = Slice.of("nothing");

        assertThat(Masking.maskKey(text, new byte[0])).isSameAs(text);
        assertThat(Masking.maskKey("nothing", "")).isEqualTo("nothing");
    }

    /** Each of these once led a careless search to the end of the text again and again. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJ",
                "sk-",
                "Bearer ",
                "@",
                "\":",
                "\\\"password\\\":",
                "://a:",
                "-----BEGIN ",
                "\\",
                "'a':'",
                "AKIA",
                "?key=",
                "?a=",
                "&sig=",
                "password=",
                "password=\\",
                "xai-",
                "0?@",
                "-----BEGIN PRIVATE KEY-----\"",
                "\"password\":[",
                "' :"
            })
    void itTakesNoLongerThanTheTextIsLong(String piece) {
        String text = piece.repeat(2_000_000 / piece.length());

        assertThat(Masking.mask(text).length()).isLessThanOrEqualTo(text.length());
    }
}
