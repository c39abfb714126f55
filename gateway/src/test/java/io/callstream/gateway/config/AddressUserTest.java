package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A password in a provider's address reaches the provider, and nobody else. */
class AddressUserTest {
    private static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://ann:pass@x.example/v1       | https://x.example/v1       | ann:pass",
                "http://ann:pass@x.example:8080/v1   | http://x.example:8080/v1   | ann:pass",
                "https://ann@x.example/v1            | https://x.example/v1       | ann:",
                "https://ann:@x.example/v1           | https://x.example/v1       | ann:",
                "https://:pass@x.example/v1          | https://x.example/v1       | :pass",
                "https://a%40b:p%3Aq@x.example/v1    | https://x.example/v1       | a@b:p:q",
                "https://an%C3%A9:pass@x.example     | https://x.example          | ané:pass",
                "https://ann:pass@my_server:80/v1    | https://my_server:80/v1    | ann:pass",
                "https://ann:pass@[::1]:80/v1?a=b@c  | https://[::1]:80/v1?a=b@c  | ann:pass",
            })
    void theyGoAlongAsAHeader(String address, String without, String user) {
        assertThat(AddressUser.without(URI.create(address))).hasToString(without);
        assertThat(AddressUser.headers(URI.create(address), Map.of("x-a", "b")))
                .isEqualTo(Map.of("x-a", "b", "authorization", basic(user)));
    }

    @Test
    void anAddressWithoutThemIsLeftAsItIs() {
        URI address = URI.create("https://x.example/v1?a=b@c");

        assertThat(AddressUser.without(address)).isEqualTo(address);
        assertThat(AddressUser.headers(address, Map.of("x-a", "b"))).isEqualTo(Map.of("x-a", "b"));
    }

    @Test
    void aHeaderThatIsNamedComesBeforeThem() {
        assertThat(AddressUser.headers(URI.create("https://a:b@x.example"), Map.of("authorization", "Bearer k")))
                .isEqualTo(Map.of("authorization", "Bearer k"));
    }

    @Test
    void anEntrysProviderGetsThem() {
        Deployment deployment =
                Configs.deployment("model: openai/m, api_key: k, api_base: 'https://ann:pass@x.example/v1'");

        assertThat(deployment.apiBase()).hasToString("https://x.example/v1");
        assertThat(deployment.endpoint().parameters().headers()).containsEntry("authorization", basic("ann:pass"));
    }

    @Test
    void soDoesThatOfAVariable() {
        List<Deployment> deployments = Configs.deployments(
                "model: openai/m, headers: {x-a: b}", Map.of("OPENAI_BASE_URL", "https://ann:pass@x.example/v1"));

        assertThat(deployments.get(0).apiBase()).hasToString("https://x.example/v1");
        assertThat(deployments.get(0).endpoint().parameters().headers())
                .isEqualTo(Map.of("x-a", "b", "authorization", basic("ann:pass")));
    }

    @Test
    void soDoesThatOfAPathThatIsPassedThrough() {
        PassThroughPath path = Configs.read(
                        Configs.MODEL
                                + "general_settings: {pass_through_endpoints: [{path: /x, target: 'https://ann:pass@x.example/v1'}]}")
                .passThrough()
                .paths()
                .get(0);

        assertThat(path.target().apiBase()).hasToString("https://x.example/v1");
        assertThat(path.target().endpoint().parameters().headers()).containsEntry("authorization", basic("ann:pass"));
        assertThat(path.target().apiKey().orElseThrow().reveal())
                .isEqualTo(basic("ann:pass").substring("Basic ".length()));
    }

    @ParameterizedTest
    @CsvSource({
        "https://x.example:8080/v1/a?key=secret#there, https://x.example:8080/v1/a",
        "https://x.example?key=secret,                 https://x.example",
        "http://my_server/v1,                          http://my_server/v1",
        "https://u:p@[::1]/v1,                         https://[::1]/v1",
    })
    void whatPeopleSeeHasNoQueryEither(String address, String shown) {
        assertThat(AddressUser.shown(URI.create(address))).isEqualTo(shown);
    }

    @Test
    void aDeploymentsAddressIsShownSo() {
        assertThat(Configs.deployment("model: openai/m, api_base: 'https://x.example/v1?key=secret'")
                        .shownBase())
                .isEqualTo("https://x.example/v1");
    }
}
