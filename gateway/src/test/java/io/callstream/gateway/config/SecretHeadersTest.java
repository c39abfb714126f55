package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names hold credentials, in every way that people write them. */
class SecretHeadersTest {
    static Stream<String> secrets() {
        return Stream.of(
                "access_key",
                "access_key_id",
                "account_key",
                "auth_key",
                "encryption_key",
                "functions_key",
                "master_key",
                "shared_key",
                "signing_key",
                "subscription_key",
                "api_token",
                "bearer_token",
                "bot_token",
                "csrf_token",
                "github_token",
                "gitlab_token",
                "hf_token",
                "id_token",
                "identity_token",
                "oauth_token",
                "refresh_token",
                "security_token",
                "session_token",
                "slack_token",
                "user_token",
                "vault_token",
                "jwt_assertion",
                "proxy_auth",
                "basic_auth",
                "pass_phrase",
                "private_key",
                "gcs_path_service_account",
                "azure_ad_token",
                "jwt",
                "bearer",
                "auth");
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void caseAndWhatStandsBetweenTheWordsDoNotMatter(String name) {
        assertThat(SecretNames.matches(name)).isTrue();
        assertThat(SecretNames.matches(name.toUpperCase(Locale.ROOT))).isTrue();
        assertThat(SecretNames.matches(name.replace('_', '-'))).isTrue();
        assertThat(SecretNames.matches(name.replace('_', '.'))).isTrue();
        assertThat(SecretNames.matches(name.replace('_', ' '))).isTrue();
        assertThat(SecretNames.matches(name.replace("_", ""))).isTrue();
        assertThat(SecretNames.matchesHeader(name)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void aNameIsFoundWhereverItStandsInAText(String name) {
        byte[] text = ("{\"" + name + "\":1}").getBytes(StandardCharsets.UTF_8);

        assertThat(SecretNames.matches(text, 2, 2 + name.length())).isTrue();
        assertThat(SecretNames.matches(text, 0, 1)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x_auth",
                "my-auth",
                "secretary_password",
                "user_password_hash",
                "my_secrets",
                "credentials",
                "x-authorization-2",
            })
    void aPartIsEnoughWhereItCanOnlyBeOne(String name) {
        assertThat(SecretNames.matches(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secretary",
                "secretariat_name",
                "author",
                "oauth2_url",
                "unauth",
                "monkey",
                "keys",
                "token_count",
                "max_token",
                "next_token",
                "accounting",
                "beard",
                "passage",
                "signal",
                "association",
                "cooking",
                "créé",
                "ключ",
            })
    void whatOnlySoundsLikeOneIsTold(String name) {
        assertThat(SecretNames.matches(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "x-tenant-key,           true",
        "x-session-token,        true",
        "x-goog-iap-jwt-assertion, true",
        "x-jwt-payload,          true",
        "x-hub-signature,        true",
        "x-sig,                  true",
        "x-forwarded-cookie,     true",
        "x-my-auth,              true",
        "x-team,                 false",
        "idempotency-key,        false",
        "x-idempotency-key,      false",
        "x-cache-key,            false",
        "helicone-cache-key,     false",
        "x-request-key,          false",
        "x-other-cache-key,      true",
    })
    void ofAWholeFamilyOfHeadersThoseGoThatSayWho(String header, boolean secret) {
        assertThat(SecretNames.matchesHeader(header)).isEqualTo(secret);
    }

    @ParameterizedTest
    @CsvSource({
        "token,              true",
        "my_token,           true",
        "x-token,            true",
        "TOKEN,              true",
        "next_token,         false",
        "next_page_token,    false",
        "page_token,         false",
        "continuation_token, false",
        "eos_token,          false",
        "stop_token,         false",
        "sep-token,          false",
        "tokens,             false",
        "token_type,         false",
        "tok,                false",
        "'',                 false",
    })
    void aTokenMayBeAPieceOfText(String name, boolean doubtful) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);

        assertThat(SecretNames.doubtful(text, 0, text.length)).isEqualTo(doubtful);
    }

    @Property(tries = 200)
    void everyNameIsAnswered(@ForAll String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);

        assertThat(SecretNames.matches(text, 0, text.length)).isEqualTo(SecretNames.matches(name));
        assertThat(SecretNames.matches(name + "_password")).isTrue();
    }
}
