package io.callstream.gateway.config;

import io.callstream.settings.Environment;
import io.callstream.settings.Key;
import io.callstream.settings.Secret;
import io.callstream.settings.Section;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the AWS account of an entry. What the entry says comes before the environment, and a key of its own before a profile. */
final class AwsAccountReader {
    static final Key<Optional<String>> REGION = Key.text("aws_region_name")
            .optional()
            .says(
                    "Region of Bedrock, such as eu-central-1; by default that of an ARN in model, then AWS_REGION_NAME, AWS_REGION and"
                            + " AWS_DEFAULT_REGION.");
    static final Key<Optional<String>> KEY_ID =
            Key.text("aws_access_key_id").optional().says("Key for AWS; by default AWS_ACCESS_KEY_ID.");
    static final Key<Optional<Secret>> SECRET =
            Key.secret("aws_secret_access_key").optional().says("Secret of aws_access_key_id.");
    static final Key<Optional<Secret>> SESSION =
            Key.secret("aws_session_token").optional().says("Session token of a temporary aws_access_key_id.");
    static final Key<Optional<String>> PROFILE = Key.text("aws_profile_name")
            .optional()
            .says("Profile of the machine's AWS configuration files; by default AWS_PROFILE.");
    static final Key<Optional<String>> ROLE = Key.text("aws_role_name")
            .optional()
            .says("ARN of a role that is assumed; it is assumed anew before its session ends.");
    static final Key<Optional<String>> ROLE_SESSION = Key.text("aws_session_name")
            .optional()
            .says("Name of the role's session in AWS's logs; by default callstream.");
    static final Key<Optional<String>> EXTERNAL_ID =
            Key.text("aws_external_id").optional().says("External id that the role's owner asks for.");
    static final Key<Optional<Secret>> WEB_IDENTITY = Key.secret("aws_web_identity_token")
            .optional()
            .says(
                    "Token of another identity provider that aws_role_name is assumed with, or the path of the file that has it; by"
                            + " default AWS_WEB_IDENTITY_TOKEN_FILE with AWS_ROLE_ARN.");
    static final Key<Optional<URI>> STS = Key.address("aws_sts_endpoint")
            .optional()
            .says("Where roles are assumed, when it is not AWS's own address of the region.");

    static final Key<Optional<URI>> ENDPOINT = Key.address("aws_bedrock_runtime_endpoint")
            .optional()
            .says("Where Bedrock answers, when it is not AWS's own address of the region; the same as api_base.");

    private static final List<Key<?>> KEYS =
            List.of(REGION, KEY_ID, SECRET, SESSION, PROFILE, ROLE, ROLE_SESSION, EXTERNAL_ID, WEB_IDENTITY, STS);
    private static final Pattern HOST = Pattern.compile("bedrock-runtime(?:-fips)?\\.([a-z0-9-]+)\\..*");

    private static final Pattern REGIONS = Pattern.compile("[a-z]{2,5}(-[a-z]+)+-[0-9]{1,2}");
    private static final String USUAL_SESSION = "callstream";

    private final Section params;
    private final Environment environment;

    AwsAccountReader(Section params, Environment environment) {
        this.params = params;
        this.environment = environment;
    }

    /** The region of an entry; empty when nobody says it. */
    static Optional<String> region(Section params, Environment environment) {
        return params.get(REGION)
                .map(String::strip)
                .or(() -> params.text(ProviderName.MODEL.name()).flatMap(BedrockNames::region))
                .or(() -> ofAddress(params))
                .or(() -> environment.get("AWS_REGION_NAME"))
                .or(() -> environment.get("AWS_REGION"))
                .or(() -> environment.get("AWS_DEFAULT_REGION"))
                .filter(region -> REGIONS.matcher(region).matches());
    }

    /** AWS's own addresses say it. */
    private static Optional<String> ofAddress(Section params) {
        return Stream.of(Endpoint.API_BASE, ENDPOINT)
                .flatMap(key -> params.get(key).stream())
                .map(address -> HOST.matcher(String.valueOf(address.getHost())))
                .filter(Matcher::matches)
                .map(host -> host.group(1))
                .findFirst();
    }

    /** No region was found. */
    static void noRegion(Section params) {
        String wrong = params.get(REGION)
                .map(said -> "'" + said + "' is no region of AWS")
                .orElse("is missing");
        params.problem(
                REGION.name(),
                wrong
                        + " (expected one such as eu-central-1, here or in AWS_REGION_NAME, AWS_REGION or AWS_DEFAULT_REGION)");
    }

    /** Empty when there is no region; such an entry is not served. */
    static Optional<AwsAccount> read(Section params, Environment environment) {
        return region(params, environment).map(region -> new AwsAccountReader(params, environment).account(region));
    }

    private AwsAccount account(String region) {
        KEYS.forEach(key -> {
            params.missing(key.name()).ifPresent(why -> params.problem(key.name(), why));
            params.accept(key.name());
        });
        Optional<AwsRole> role = params.get(ROLE).map(this::role);
        Optional<Secret> token = params.get(WEB_IDENTITY);
        AwsLogin login = login(role, token);
        boolean taken = login instanceof AwsLogin.WebIdentity;
        return new AwsAccount(region, login, role.filter(each -> !taken), params.get(STS));
    }

    /** Whether the entry itself says who logs in, so that a key in a variable is not asked. */
    static boolean named(Section params) {
        return params.has(KEY_ID.name())
                || params.has(PROFILE.name())
                || params.has(ROLE.name())
                || params.has(WEB_IDENTITY.name());
    }

    private AwsRole role(String arn) {
        return new AwsRole(arn.strip(), params.get(ROLE_SESSION).orElse(USUAL_SESSION), params.get(EXTERNAL_ID));
    }

    private AwsLogin login(Optional<AwsRole> role, Optional<Secret> token) {
        if (token.isPresent()) {
            if (role.isPresent()) {
                return new AwsLogin.WebIdentity(token.get(), role.get());
            }
            params.problem(WEB_IDENTITY.name(), "needs " + ROLE.name() + ", the role that it is good for");
        }
        Optional<AwsLogin> own = key(params.get(KEY_ID), params.get(SECRET), params.get(SESSION));
        return own.or(() -> params.get(PROFILE).map(AwsLogin.Profile::new)).orElseGet(this::ofEnvironment);
    }

    private Optional<AwsLogin> key(Optional<String> id, Optional<Secret> secret, Optional<Secret> session) {
        if (id.isPresent() != secret.isPresent()) {
            String missing = id.isPresent() ? SECRET.name() : KEY_ID.name();
            params.problem(missing, "is missing (aws_access_key_id and aws_secret_access_key go together)");
        }
        return id.isPresent() && secret.isPresent()
                ? Optional.of(staticKey(id.get(), secret.get(), session))
                : Optional.empty();
    }

    /** Requests are signed with it: a line end that a file of a secret has behind it would make every signature wrong. */
    private static AwsLogin staticKey(String id, Secret secret, Optional<Secret> session) {
        return new AwsLogin.StaticKey(
                id.strip(),
                stripped(secret),
                session.filter(token -> !token.reveal().isBlank()).map(AwsAccountReader::stripped));
    }

    private static Secret stripped(Secret secret) {
        return new Secret(secret.reveal().strip());
    }

    private AwsLogin ofEnvironment() {
        Optional<Secret> secret = environment.get("AWS_SECRET_ACCESS_KEY").map(Secret::new);
        Optional<Secret> session = environment.get("AWS_SESSION_TOKEN").map(Secret::new);
        Optional<AwsLogin> key =
                environment.get("AWS_ACCESS_KEY_ID").flatMap(id -> secret.map(found -> staticKey(id, found, session)));
        return key.or(this::webIdentityOfEnvironment)
                .or(() -> environment.get("AWS_PROFILE").map(AwsLogin.Profile::new))
                .orElseGet(AwsLogin.Machine::new);
    }

    private Optional<AwsLogin> webIdentityOfEnvironment() {
        String session = environment.get("AWS_ROLE_SESSION_NAME").orElse(USUAL_SESSION);
        return environment
                .get("AWS_ROLE_ARN")
                .map(arn -> new AwsRole(arn, session, Optional.empty()))
                .flatMap(role -> environment
                        .get("AWS_WEB_IDENTITY_TOKEN_FILE")
                        .map(file -> new AwsLogin.WebIdentity(new Secret(file), role)));
    }
}
