package io.callstream.gateway.dialect.vertex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.config.GoogleLogin;
import io.callstream.gateway.credential.CredentialsException;
import io.callstream.settings.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of a Google account: from where its credentials stand, and why there are none, without a word of what was read. */
class GoogleMintTest {
    private static final String UNREADABLE = "the credentials of the Google account cannot be read, or there are none"
            + " (vertex_credentials, GOOGLE_APPLICATION_CREDENTIALS or the machine's own account)";
    private static FakeGoogle google;

    @BeforeAll
    static void begin() {
        google = new FakeGoogle();
    }

    @AfterAll
    static void end() {
        google.close();
    }

    private static GoogleMint inline(String json) {
        return new GoogleMint(new GoogleLogin.Inline(new Secret(json)));
    }

    @Test
    void credentialsOfTheConfigurationGiveAToken() throws Exception {
        var minted = inline(google.credentials()).fetch();

        assertThat(minted.credentials()).containsOnlyKeys("authorization");
        assertThat(minted.credentials().get("authorization")).matches("Bearer token-\\d+");
        assertThat(minted.until()).isNotNull();
    }

    @Test
    void theProjectThatPaysIsAHeader() throws Exception {
        String paying = google.credentials().replaceFirst("\\{", "{\"quota_project_id\":\"payer\",");

        assertThat(inline(paying).fetch().credentials()).containsEntry("x-goog-user-project", "payer");
    }

    /** Editors on Windows begin a file with a mark of its byte order. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF"})
    void aFileIsReadEachTime(String mark, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("robot.json");
        GoogleMint mint = new GoogleMint(new GoogleLogin.File(file));

        assertThatThrownBy(mint::fetch).isInstanceOf(CredentialsException.class).hasMessage(UNREADABLE);
        Files.writeString(file, mark + google.credentials());
        assertThat(mint.fetch().credentials()).containsKey("authorization");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"type\":\"service_account\",\"private_key\":\"secret\"}", "{\"type\":\"odd\"}", "secret"})
    void whatIsNoAccountIsNotRepeated(String json) {
        assertThatThrownBy(inline(json)::fetch)
                .isInstanceOf(CredentialsException.class)
                .hasMessage(UNREADABLE);
    }

    @Test
    void aRefusalSaysItsCodeAndNoMore() {
        try (FakeGoogle refusing = new FakeGoogle()) {
            refusing.refuse(400);

            assertThatThrownBy(inline(refusing.credentials())::fetch)
                    .isInstanceOf(CredentialsException.class)
                    .hasMessage("Google gave no token for the account: 400 (invalid_grant)");
        }
    }
}
