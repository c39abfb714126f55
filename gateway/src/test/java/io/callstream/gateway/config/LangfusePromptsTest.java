package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.settings.Secret;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where prompts are fetched from, and which other servers a request may name. */
class LangfusePromptsTest {
    private static LangfusePrompts read(String langfuse, String litellm, Map<String, String> variables) {
        return Configs.read(
                        Configs.MODEL + "litellm_settings: {" + litellm + "}\ncallstream: {prompts: {langfuse: {"
                                + langfuse + "}}}",
                        variables)
                .models()
                .prompts()
                .langfuse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // allowed              | asked                          | may be
                "langfuse.example        | https://langfuse.example       | true",
                "langfuse.example        | http://langfuse.example        | true",
                "langfuse.example        | https://LANGFUSE.example:3000/x | true",
                "langfuse.example        | https://sub.langfuse.example   | false",
                "langfuse.example        | https://langfuse.example.evil  | false",
                "langfuse.example        | https://u:p@langfuse.example   | false",
                "langfuse.example:3000   | https://langfuse.example:3000  | true",
                "langfuse.example:3000   | http://langfuse.example:3000   | true",
                "langfuse.example:3000   | https://langfuse.example       | false",
                "langfuse.example:443    | https://langfuse.example       | true",
                "langfuse.example:80     | http://langfuse.example        | true",
                "https://langfuse.example | https://langfuse.example      | true",
                "https://langfuse.example | https://langfuse.example:443  | true",
                "https://langfuse.example | https://langfuse.example:3000 | false",
                "https://langfuse.example | http://langfuse.example       | false",
                "http://my_server         | http://my_server              | true",
                "https://l.example:3000   | https://l.example:3000        | true",
                "other                    | https://cloud.langfuse.com    | true",
                "other                    | http://cloud.langfuse.com     | false",
                "other                    | https://cloud.langfuse.com:8443 | false",
            })
    void aRequestMayNameTheConfiguredServerAndThoseThatAreListed(String allowed, String asked, boolean may) {
        assertThat(read("allowed_hosts: ['" + allowed + "']", "", Map.of()).allows(URI.create(asked)))
                .isEqualTo(may);
    }

    @ParameterizedTest
    @CsvSource({
        "langfuse.example,           http://langfuse.example",
        "' https://l.example/ ',     https://l.example/",
        "HTTPS://l.example,          HTTPS://l.example",
        "l.example:3000,             http://l.example:3000",
        "my_server,                  http://my_server",
    })
    void anAddressIsReadAsPeopleWriteIt(String text, String address) {
        assertThat(LangfusePrompts.address(text)).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ftp://l.example", "https://", "http://l.example:99999", "a b", "://x"})
    void whatIsNoneIsRefusedWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> LangfusePrompts.address(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("is no address (expected https://host)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "ftp://l.example", "'a b'"})
    void aListedServerThatIsNoneIsAProblem(String host) {
        assertThat(Configs.problems(Configs.MODEL + "callstream: {prompts: {langfuse: {allowed_hosts: [l.example, "
                        + host + "]}}}"))
                .singleElement()
                .asString()
                .startsWith("callstream.prompts.langfuse.allowed_hosts: is '[l.example, ")
                .endsWith("(expected names of servers)");
    }

    /** LiteLLM's counts whole or not at all; what our section leaves open the environment says. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "public_key: a, secret_key: b | langfuse_public_key: c, langfuse_secret_key: d | a | b",
                "                             | langfuse_public_key: c, langfuse_secret_key: d | c | d",
                "                             |                                                | e | f",
                "public_key: a                | langfuse_public_key: c, langfuse_secret_key: d | a | f",
                "                             | langfuse_public_key: c                         | e | f",
            })
    void anAccountComesFromOnePlace(
            @Nullable String langfuse, @Nullable String litellm, String publicKey, String secretKey) {
        LangfusePrompts read = read(
                langfuse == null ? "" : langfuse,
                litellm == null ? "" : litellm,
                Map.of("LANGFUSE_PUBLIC_KEY", "e", "LANGFUSE_SECRET_KEY", "f"));

        assertThat(read.publicKey()).contains(publicKey);
        assertThat(read.secretKey().map(Secret::reveal)).contains(secretKey);
        assertThat(read.hasAccount()).isTrue();
    }

    @Test
    void withoutBothKeysThereIsNoAccount() {
        assertThat(read("public_key: a", "", Map.of()).hasAccount()).isFalse();
        assertThat(read("secret_key: a", "", Map.of()).hasAccount()).isFalse();
        assertThat(read("", "", Map.of()).host()).hasToString("https://cloud.langfuse.com");
        assertThat(read("", "", Map.of("LANGFUSE_BASE_URL", "https://l.example"))
                        .host())
                .hasToString("https://l.example");
    }
}
