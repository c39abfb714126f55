package io.callstream.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.Gateway;
import io.callstream.gateway.GatewayOptions;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.stage.hook.HookCatalogue;
import io.callstream.gateway.stage.hook.HookSource;
import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.SettingsException;
import io.callstream.sink.runtime.catalogue.PluginFolder;
import io.callstream.testing.provider.SimulatedProvider;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code examples/request-hook}, built as its README says, in a folder of plug-ins. */
class RequestHookExampleTest {
    private static final Path EXAMPLE = Path.of("..", "examples", "request-hook");

    @TempDir
    private Path folder;

    private Path plugins;

    @BeforeEach
    void build() throws IOException {
        plugins = Files.createDirectory(folder.resolve("plugins"));
        Path classes = Files.createDirectory(folder.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.list(EXAMPLE.resolve("src/example/hook"))) {
            List<String> options = List.of(
                    "--release", "17", "-classpath", System.getProperty("java.class.path"), "-d", classes.toString());
            assertThat(compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    options,
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources.toList()))
                            .call())
                    .isTrue();
        }
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(plugins.resolve("word-guard.jar")))) {
            pack(classes, jar);
            pack(EXAMPLE.resolve("resources"), jar);
        }
    }

    private static void pack(Path root, JarOutputStream jar) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new JarEntry(root.relativize(file).toString()));
                jar.write(Files.readAllBytes(file));
                jar.closeEntry();
            }
        }
    }

    private GatewayConfig config(String apiBase, String settings) {
        Problems problems = new Problems();
        Environment none = Environment.of(Map.of());
        GatewayConfig config = GatewayConfig.read(
                new ConfigFile(none).parse("""
                        model_list:
                          - model_name: m
                            litellm_params: {model: openai/gpt-4o, api_base: "%s", api_key: sk-1}
                        callstream:
                          events: false
                          hooks:
                            - name: word-guard
                              settings: %s
                        """.formatted(apiBase, settings), "hook.yaml", problems), none);
        problems.throwIfAny();
        return config;
    }

    private static HttpResponse<String> ask(URI gateway, String text) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(gateway.resolve("/v1/chat/completions"))
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}"))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({
        "'{words: [bluebird]}', 400, ''",
        "'{words: [bluebird], replace_by: \"***\"}', 200, 'Where is ***?'",
        "'{words: [blue]}', 200, 'Where is Bluebird?'"
    })
    void theExampleIsFoundAndGuards(String settings, int status, String sent) throws Exception {
        ClassLoader loader = PluginFolder.over(getClass().getClassLoader(), plugins);
        try (Closeable closed = (Closeable) loader;
                SimulatedProvider provider = SimulatedProvider.start();
                Gateway gateway =
                        Gateway.start(GatewayOptions.of(config(provider.apiBase(), settings), folder.resolve("data"))
                                .withPort(0)
                                .withHooks(HookSource.of(HookCatalogue.of(loader, List.of()))))) {
            assertThat(closed).isNotNull();

            HttpResponse<String> response = ask(gateway.url(), "Where is Bluebird?");

            assertThat(response.statusCode()).isEqualTo(status);
            if (status == 200) {
                assertThat(provider.received().get(0).requestText()).contains(sent);
            } else {
                assertThat(response.body()).contains("a word that may not be sent");
                assertThat(provider.received()).isEmpty();
            }
        }
    }

    @Test
    void wrongSettingsAreNamed() throws IOException {
        ClassLoader loader = PluginFolder.over(getClass().getClassLoader(), plugins);
        try (Closeable closed = (Closeable) loader) {
            assertThat(closed).isNotNull();
            GatewayOptions options = GatewayOptions.of(config("http://127.0.0.1:1/v1", "{}"), folder.resolve("data"))
                    .withHooks(HookSource.of(HookCatalogue.of(loader, List.of())));

            assertThatThrownBy(() -> Gateway.start(options))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("callstream.hooks[0].settings: words");
        }
    }

    /** The jar is written over in place, as cp does, while the hook of before is in use. */
    @Test
    void aJarThatIsWrittenOverTakesEffectWithTheNextReading() throws Exception {
        PluginHooks hooks = new PluginHooks(plugins, folder.resolve("copies"));
        try (SimulatedProvider provider = SimulatedProvider.start();
                Gateway gateway = Gateway.start(
                        GatewayOptions.of(config(provider.apiBase(), "{words: [bluebird]}"), folder.resolve("data"))
                                .withPort(0)
                                .withHooks(hooks))) {
            GatewayConfig same = config(provider.apiBase(), "{words: [bluebird]}");
            Path jar = plugins.resolve("word-guard.jar");
            byte[] good = Files.readAllBytes(jar);
            String before = hooks.state();

            Files.write(jar, "half".getBytes(StandardCharsets.UTF_8));

            assertThat(hooks.state()).isNotEqualTo(before);
            assertThat(gateway.reload(() -> same)).isFalse();
            assertThat(ask(gateway.url(), "Where is Bluebird?").statusCode()).isEqualTo(400);

            Files.write(jar, good);

            assertThat(gateway.reload(() -> same)).isTrue();
            assertThat(ask(gateway.url(), "Where is Bluebird?").statusCode()).isEqualTo(400);
        }
        assertThat(folder.resolve("copies")).isEmptyDirectory();
    }
}
