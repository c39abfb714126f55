package io.callstream.gateway.dialect.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.config.AwsAccount;
import io.callstream.gateway.config.AwsLogin;
import io.callstream.gateway.config.AwsRole;
import io.callstream.gateway.credential.CredentialsException;
import io.callstream.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose keys requests to AWS are signed with, and that a signature is of its key, its day, its place and its body. */
class AwsKeysTest {
    private static final AwsLogin.StaticKey WRITTEN = new AwsLogin.StaticKey("AKID", new Secret("s"), Optional.empty());
    private static final AwsRole ROLE = new AwsRole("arn:aws:iam::1:role/r", "session", Optional.empty());

    private static AwsAccount account(AwsLogin login, Optional<AwsRole> role) {
        return new AwsAccount("eu-west-1", login, role, Optional.empty());
    }

    @Test
    void aKeyThatIsWrittenDownIsNotFetched() {
        AwsLogin session = new AwsLogin.StaticKey("AKID", new Secret("s"), Optional.of(new Secret("t")));

        assertThat(AwsCredentialSource.fixed(account(WRITTEN, Optional.empty())))
                .contains(new AwsKey("AKID", new Secret("s"), Optional.empty()));
        assertThat(AwsCredentialSource.fixed(account(session, Optional.empty()))
                        .orElseThrow()
                        .session())
                .contains("t");
        assertThat(AwsCredentialSource.fixed(account(WRITTEN, Optional.of(ROLE))))
                .isEmpty();
        assertThat(AwsCredentialSource.fixed(account(new AwsLogin.Machine(), Optional.empty())))
                .isEmpty();
    }

    @Test
    void theLogNamesAnAccountWithoutItsSecret() {
        AwsLogin web = new AwsLogin.WebIdentity(new Secret("token"), ROLE);

        assertThat(AwsCredentialSource.name(account(WRITTEN, Optional.empty()))).isEqualTo("AWS (AKID in eu-west-1)");
        assertThat(AwsCredentialSource.name(account(WRITTEN, Optional.of(ROLE))))
                .isEqualTo("AWS (arn:aws:iam::1:role/r in eu-west-1)");
        assertThat(AwsCredentialSource.name(account(new AwsLogin.Profile("dev"), Optional.empty())))
                .isEqualTo("AWS (the profile dev in eu-west-1)");
        assertThat(AwsCredentialSource.name(account(web, Optional.empty())))
                .isEqualTo("AWS (arn:aws:iam::1:role/r in eu-west-1)");
        assertThat(AwsCredentialSource.name(account(new AwsLogin.Machine(), Optional.empty())))
                .isEqualTo("AWS (this machine in eu-west-1)");
    }

    @Test
    void aProfileThatIsNotThereIsToldAsTheReason() {
        AwsCredentialSource source =
                new AwsCredentialSource(account(new AwsLogin.Profile("no-such-profile"), Optional.empty()));

        assertThatThrownBy(source::fetch)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("no-such-profile");
    }

    @Test
    void aWrittenKeyIsOneThatStays() throws Exception {
        assertThat(new AwsCredentialSource(account(WRITTEN, Optional.empty()))
                        .fetch()
                        .credentials()
                        .id())
                .isEqualTo("AKID");
    }

    @Test
    void aTokenIsWrittenDownOrStandsInAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "\uFEFFabc\n");

        assertThat(TokenFile.tokenOf("abc")).isEqualTo("abc");
        assertThat(TokenFile.tokenOf(file.toString())).isEqualTo("abc");
        assertThatThrownBy(() -> TokenFile.tokenOf(folder + "/none"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the file " + folder + "/none with the token cannot be read (NoSuchFileException)");
    }

    private static String signature(
            String region, String service, String time, String secret, String host, String target, String body) {
        Clock clock = Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
        Map<String, String> headers = new RequestSigner(region, service, clock)
                .headers(
                        new AwsKey("AKID", new Secret(secret), Optional.empty()),
                        host,
                        target,
                        body.getBytes(StandardCharsets.UTF_8));
        return String.valueOf(headers.get("authorization")).replaceFirst(".*Signature=", "");
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-2, bedrock, 2026-11-28T06:00:00Z, s, h, /a?b=c, {}",
        "us-east-1, other,   2026-11-28T06:00:00Z, s, h, /a?b=c, {}",
        "us-east-1, bedrock, 2026-11-28T06:00:01Z, s, h, /a?b=c, {}",
        "us-east-1, bedrock, 2026-11-29T06:00:00Z, s, h, /a?b=c, {}",
        "us-east-1, bedrock, 2026-11-28T06:00:00Z, x, h, /a?b=c, {}",
        "us-east-1, bedrock, 2026-11-28T06:00:00Z, s, x, /a?b=c, {}",
        "us-east-1, bedrock, 2026-11-28T06:00:00Z, s, h, /b?b=c, {}",
        "us-east-1, bedrock, 2026-11-28T06:00:00Z, s, h, /a?b=d, {}",
        "us-east-1, bedrock, 2026-11-28T06:00:00Z, s, h, /a?b=c, []",
    })
    void aSignatureIsOfAllOfThat(
            String region, String service, String time, String secret, String host, String target, String body) {
        String usual = signature("us-east-1", "bedrock", "2026-11-28T06:00:00Z", "s", "h", "/a?b=c", "{}");

        assertThat(signature(region, service, time, secret, host, target, body))
                .isNotEqualTo(usual)
                .matches("[0-9a-f]{64}");
    }

    /** One signer keeps what it has derived, of the latest key and day. */
    @Test
    void aSignerThatKeepsAKeySignsWithWhicheverItIsGiven() {
        RequestSigner signer =
                new RequestSigner("r", "s", Clock.fixed(Instant.parse("2026-11-28T06:00:00Z"), ZoneOffset.UTC));
        AwsKey one = new AwsKey("AKID", new Secret("one"), Optional.empty());
        AwsKey other = new AwsKey("AKID", new Secret("other"), Optional.empty());
        Map<String, String> first = signer.headers(one, "h", "/", new byte[0]);

        assertThat(signer.headers(other, "h", "/", new byte[0])).isNotEqualTo(first);
        assertThat(signer.headers(one, "h", "/", new byte[0])).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"azAZ09-._~, azAZ09-._~", "'@[`{:/', %40%5B%60%7B%3A%2F", "'a b', a%20b", "%, %25", "é, %C3%A9"})
    void escapesAreAsAwsCounts(String text, String escaped) {
        assertThat(PathEscapes.escape(text, false)).isEqualTo(escaped);
    }
}
