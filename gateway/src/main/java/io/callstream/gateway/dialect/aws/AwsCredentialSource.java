package io.callstream.gateway.dialect.aws;

import io.callstream.gateway.config.AwsAccount;
import io.callstream.gateway.config.AwsLogin;
import io.callstream.gateway.config.AwsRole;
import io.callstream.gateway.credential.CredentialSource;
import io.callstream.gateway.credential.CredentialsException;
import io.callstream.gateway.credential.Minted;
import io.callstream.settings.Secret;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleWithWebIdentityCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;

/** Credentials of one account, by AWS's own code. It is made when they are first needed: that reads files and may fail. */
public final class AwsCredentialSource implements CredentialSource<AwsKey> {
    private static final int LONGEST_REASON = 500;

    private final Supplier<AwsCredentialsProvider> make;
    private volatile Optional<AwsCredentialsProvider> made = Optional.empty();

    public AwsCredentialSource(AwsAccount account) {
        this.make = () -> provider(account);
    }

    /** A key that is written down, where nothing has to be fetched. */
    public static Optional<AwsKey> fixed(AwsAccount account) {
        return account.role().isEmpty() && account.login() instanceof AwsLogin.StaticKey key
                ? Optional.of(new AwsKey(key.id(), key.secret(), key.session().map(Secret::reveal)))
                : Optional.empty();
    }

    /** How the log names it. */
    public static String name(AwsAccount account) {
        String login = account.login() instanceof AwsLogin.Profile profile
                ? "the profile " + profile.name()
                : account.login() instanceof AwsLogin.WebIdentity web
                        ? web.role().arn()
                        : account.login() instanceof AwsLogin.StaticKey key ? key.id() : "this machine";
        return "AWS (" + account.role().map(AwsRole::arn).orElse(login) + " in " + account.region() + ")";
    }

    @Override
    public Minted<AwsKey> fetch() throws CredentialsException {
        try {
            AwsCredentialsProvider provider = made.orElseGet(make);
            made = Optional.of(provider);
            AwsCredentials found = provider.resolveCredentials();
            return new Minted<>(key(found), found.expirationTime().orElse(null));
        } catch (SdkException | IllegalArgumentException e) {
            throw new CredentialsException(reason(e));
        }
    }

    private static AwsKey key(AwsCredentials found) {
        Optional<String> session =
                found instanceof AwsSessionCredentials ending ? Optional.of(ending.sessionToken()) : Optional.empty();
        return new AwsKey(found.accessKeyId(), new Secret(found.secretAccessKey()), session);
    }

    private static String reason(RuntimeException e) {
        String said = String.valueOf(e.getMessage()).strip();
        return said.length() > LONGEST_REASON ? said.substring(0, LONGEST_REASON) + "..." : said;
    }

    private static AwsCredentialsProvider provider(AwsAccount account) {
        AwsCredentialsProvider login = login(account);
        return account.role().map(role -> assumed(account, role, login)).orElse(login);
    }

    private static AwsCredentialsProvider login(AwsAccount account) {
        if (account.login() instanceof AwsLogin.StaticKey key) {
            String secret = key.secret().reveal();
            return StaticCredentialsProvider.create(key.session()
                    .<AwsCredentials>map(token -> AwsSessionCredentials.create(key.id(), secret, token.reveal()))
                    .orElseGet(() -> AwsBasicCredentials.create(key.id(), secret)));
        }
        if (account.login() instanceof AwsLogin.Profile profile) {
            return ProfileCredentialsProvider.create(profile.name());
        }
        if (account.login() instanceof AwsLogin.WebIdentity web) {
            return StsAssumeRoleWithWebIdentityCredentialsProvider.builder()
                    .stsClient(sts(account, AnonymousCredentialsProvider.create()))
                    .refreshRequest(() -> request(web))
                    .build();
        }
        return DefaultCredentialsProvider.builder().build();
    }

    /** The file is read anew each time: whoever runs the machine renews it. */
    private static AssumeRoleWithWebIdentityRequest request(AwsLogin.WebIdentity web) {
        return AssumeRoleWithWebIdentityRequest.builder()
                .roleArn(web.role().arn())
                .roleSessionName(web.role().session())
                .webIdentityToken(TokenFile.tokenOf(web.token().reveal()))
                .build();
    }

    private static AwsCredentialsProvider assumed(AwsAccount account, AwsRole role, AwsCredentialsProvider login) {
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts(account, login))
                .refreshRequest(request -> request.roleArn(role.arn())
                        .roleSessionName(role.session())
                        .externalId(role.externalId().orElse(null)))
                .build();
    }

    private static StsClient sts(AwsAccount account, AwsCredentialsProvider login) {
        StsClientBuilder client = StsClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .region(Region.of(account.region()))
                .credentialsProvider(login);
        account.sts().ifPresent(client::endpointOverride);
        return client.build();
    }
}
