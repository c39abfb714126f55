package io.callstream.gateway.dialect.vertex;

import com.google.api.client.http.HttpResponseException;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import io.callstream.gateway.config.GoogleLogin;
import io.callstream.gateway.credential.CredentialSource;
import io.callstream.gateway.credential.CredentialsException;
import io.callstream.gateway.credential.Minted;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fetches tokens of one Google account, by Google's own library. */
final class GoogleMint implements CredentialSource<Map<String, String>> {
    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

    private final GoogleLogin login;

    GoogleMint(GoogleLogin login) {
        this.login = login;
    }

    @Override
    public Minted<Map<String, String>> fetch() throws CredentialsException {
        GoogleCredentials credentials = credentials();
        try {
            credentials.refresh();
        } catch (IOException e) {
            throw failure(e);
        }
        AccessToken token = credentials.getAccessToken();
        if (token == null) {
            throw new CredentialsException("Google gave no token for the account");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("authorization", "Bearer " + token.getTokenValue());
        String quota = credentials.getQuotaProjectId();
        if (quota != null) {
            headers.put("x-goog-user-project", quota);
        }
        Date expires = token.getExpirationTime();
        return new Minted<>(Map.copyOf(headers), expires == null ? null : expires.toInstant());
    }

    private GoogleCredentials credentials() throws CredentialsException {
        try {
            return found().createScoped(SCOPE);
        } catch (IOException | IllegalArgumentException e) {
            // Its message may quote what was read.
            throw new CredentialsException("the credentials of the Google account cannot be read, or there are none"
                    + " (vertex_credentials, GOOGLE_APPLICATION_CREDENTIALS or the machine's own account)");
        }
    }

    private GoogleCredentials found() throws IOException {
        if (login instanceof GoogleLogin.Inline inline) {
            return GoogleCredentials.fromStream(
                    new ByteArrayInputStream(inline.json().reveal().getBytes(StandardCharsets.UTF_8)));
        }
        if (login instanceof GoogleLogin.File file) {
            return GoogleCredentials.fromStream(new ByteArrayInputStream(Files.readAllBytes(file.path())));
        }
        return GoogleCredentials.getApplicationDefault();
    }

    private static CredentialsException failure(IOException e) {
        HttpResponseException answer = answer(e);
        return new CredentialsException(
                answer == null
                        ? "Google's token endpoint could not be reached ("
                                + e.getClass().getSimpleName() + ")"
                        : "Google gave no token for the account: " + answer.getStatusCode()
                                + code(answer.getContent()));
    }

    private static @Nullable HttpResponseException answer(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpResponseException answer) {
                return answer;
            }
        }
        return null;
    }

    /** Such as {@code invalid_grant}. */
    private static String code(@Nullable String content) {
        try {
            String code = content != null && JsonValue.read(Slice.of(content)) instanceof JsonValue.Obj body
                    ? body.text("error")
                    : null;
            return code != null && code.matches("[a-z_]{1,40}") ? " (" + code + ")" : "";
        } catch (InvalidJsonException e) {
            return "";
        }
    }
}
