package io.callstream.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.cli.config.Configuration;
import io.callstream.cli.sink.PluginsOption;
import io.callstream.cli.sink.Sinks;
import io.callstream.gateway.config.KeyUse;
import io.callstream.settings.Environment;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The configuration that all services of docker-compose.yml share. */
class ComposeConfigTest {
    private static final Environment EVERYTHING_SET = ComposeConfigTest::variable;

    private static Optional<String> variable(String name) {
        boolean secret = name.endsWith("_KEY") || name.endsWith("_PASSWORD") || name.endsWith("_SECRET");
        return secret
                ? Optional.of("of-" + name)
                : Optional.of("http://receiver:9000/").filter(any -> name.equals("WEBHOOK_URL"));
    }

    @Test
    void startsAGatewayAndEachOfItsKeysIsUsed() {
        Configuration configuration = Configuration.ofFile(Path.of("../compose/config.yaml"), EVERYTHING_SET);
        Sinks sinks = new Sinks(configuration, Path.of("."), new PluginsOption(), new Random(1));

        ConfigExplained explained = ConfigExplained.of("config.yaml", configuration, sinks);

        assertThat(ConfigCheck.everything(configuration, sinks).problems()).isEmpty();
        assertThat(explained.uses())
                .isNotEmpty()
                .allSatisfy(use -> assertThat(use.use()).as(use.path()).isEqualTo(KeyUse.Use.USED));
    }
}
