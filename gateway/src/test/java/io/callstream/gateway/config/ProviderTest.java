package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of providers, and whether an address is theirs: keys go nowhere else. */
class ProviderTest {
    static Stream<Provider> all() {
        return Providers.all().stream();
    }

    private static Provider provider(String word) {
        return Provider.find(word).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachIsFoundByItsNameAndOwnsItsAddress(Provider provider) {
        assertThat(Provider.find(provider.word())).contains(provider);
        assertThat(OtherProviders.has(provider.word()))
                .as("served, and so no other")
                .isFalse();
        Optional<URI> own = provider.address(Optional.of("eu-west-1"));
        own.filter(address -> address.getScheme().equals("https"))
                .ifPresent(address -> assertThat(provider.mayHaveKey(address)).isTrue());
        assertThat(own.isEmpty()).isEqualTo(provider.apiBase().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("all")
    void noneOwnsSomebodyElsesServer(Provider provider) {
        boolean owned =
                provider.apiBase().filter(base -> base.startsWith("https")).isPresent();

        if (owned) {
            assertThat(provider.isOwn(URI.create("https://evil.example/v1"))).isFalse();
            assertThat(provider.mayHaveKey(URI.create("https://evil.example/v1")))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "openai,  https://api.openai.com/v1,              true",
        "openai,  HTTPS://API.OPENAI.COM,                 true",
        "openai,  https://eu.api.openai.com/v1,           true",
        "openai,  https://api.openai.com:8443/v1,         true",
        "openai,  http://api.openai.com/v1,               false",
        "openai,  https://api.openai.com.evil.example,    false",
        "openai,  https://evilapi.openai.com,             false",
        "openai,  https://evil.example/api.openai.com,    false",
        "openai,  https://evil.example?api.openai.com,    false",
        "openai,  https://api.openai.com@evil.example,    false",
        "bedrock, https://bedrock-runtime.eu-west-1.amazonaws.com,      true",
        "bedrock, https://bedrock-runtime-fips.us-east-1.amazonaws.com, true",
        "bedrock, https://amazonaws.com.evil.example,     false",
        "bedrock, http://bedrock-runtime.eu-west-1.amazonaws.com,       false",
    })
    void anAddressIsTheProvidersByItsHost(String word, String address, boolean own) {
        assertThat(provider(word).isOwn(URI.create(address))).isEqualTo(own);
    }

    @Test
    void aProviderThatEverybodyRunsHasItsKeyWhereverItRuns() {
        assertThat(provider("hosted_vllm").mayHaveKey(URI.create("http://here:8000")))
                .isTrue();
        assertThat(provider("custom_openai").mayHaveKey(URI.create("http://here:8000")))
                .isFalse();
        assertThat(provider("custom_openai").mayHaveKey(URI.create("https://api.openai.com/v1")))
                .isTrue();
    }

    @Test
    void oneThatAnswersInRegionsHasNoAddressWithoutOne() {
        assertThat(provider("bedrock").isRegional()).isTrue();
        assertThat(provider("openai").isRegional()).isFalse();
        assertThat(provider("bedrock").address(Optional.empty())).isEmpty();
        assertThat(provider("openai").address(Optional.empty())).isPresent();
        assertThat(provider("azure").isAzure()).isTrue();
        assertThat(provider("vertex_ai").isVertex()).isTrue();
        assertThat(provider("openai").isOpenAi()).isTrue();
        assertThat(Provider.find("nobody")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bedrock/converse/x.y                    | x.y         |",
                "bedrock/invoke/x.y                      | x.y         |",
                "bedrock_converse/x.y                    | x.y         |",
                "converse_like/x.y                       | x.y         |",
                "bedrock/eu-west-1/x.y                   | x.y         | eu-west-1",
                "bedrock/converse/us-gov-west-1/x.y      | x.y         | us-gov-west-1",
                "eu-west-1/x.y                           | x.y         | eu-west-1",
                "eu.anthropic.claude                     | eu.anthropic.claude |",
                "bedrock/arn:aws:bedrock:eu-north-1:1:inference-profile/a | arn:aws:bedrock:eu-north-1:1:inference-profile/a |"
                        + " eu-north-1",
                "arn:aws-us-gov:bedrock:us-gov-east-1:1:custom-model/a | arn:aws-us-gov:bedrock:us-gov-east-1:1:custom-model/a |"
                        + " us-gov-east-1",
                "arn:aws:s3:eu-north-1:1:a               | arn:aws:s3:eu-north-1:1:a |",
            })
    void aNameOfBedrocksSaysTheRegionAndHowItIsAsked(String written, String plain, @Nullable String region) {
        assertThat(BedrockNames.plain(written)).isEqualTo(plain);
        assertThat(BedrockNames.region(written).orElse(null)).isEqualTo(region);
    }
}
