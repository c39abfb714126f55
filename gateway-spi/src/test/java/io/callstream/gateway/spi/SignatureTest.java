package io.callstream.gateway.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Jars of others are compiled against this module: what they see is written down in {@code signatures.txt}. A line may be
 * added there with {@code -Dgolden.update=true}; a line that goes breaks somebody's hook.
 */
class SignatureTest {
    private static final Path GOLDEN =
            Path.of("src", "test", "resources", "io", "callstream", "gateway", "spi", "signatures.txt");
    private static final List<Class<?>> TYPES = List.of(
            Annotations.class,
            HookCaller.class,
            HookMode.class,
            HookRequest.class,
            HookResult.class,
            HookResult.Annotate.class,
            HookResult.Change.class,
            HookResult.Pass.class,
            HookResult.Reject.class,
            MessageText.class,
            RequestChange.class,
            RequestHook.class,
            RequestHookFactory.class);

    @Test
    void nothingThatHooksAreCompiledAgainstHasChanged() throws IOException {
        String now = String.join("\n", signatures()) + "\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, now);
        }

        assertThat(now).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void everyTypeIsWatched() throws IOException {
        try (Stream<Path> sources = Files.list(Path.of("src/main/java/io/callstream/gateway/spi"))) {
            assertThat(sources.map(file -> file.getFileName().toString().replace(".java", ""))
                            .filter(name -> !name.equals("package-info")))
                    .allSatisfy(name ->
                            assertThat(TYPES).extracting(Class::getSimpleName).contains(name));
        }
    }

    private static List<String> signatures() {
        return TYPES.stream().flatMap(SignatureTest::signatures).toList();
    }

    private static Stream<String> signatures(Class<?> type) {
        Stream<String> members = Stream.of(
                        Arrays.stream(type.getDeclaredFields())
                                .filter(SignatureTest::shown)
                                .map(SignatureTest::text),
                        Arrays.stream(type.getDeclaredConstructors())
                                .filter(SignatureTest::shown)
                                .map(SignatureTest::text),
                        Arrays.stream(type.getDeclaredMethods())
                                .filter(SignatureTest::shown)
                                .map(SignatureTest::text))
                .flatMap(each -> each)
                .sorted()
                .map(text -> "  " + text);
        return Stream.concat(Stream.of(type.toGenericString()), members);
    }

    private static boolean shown(Member member) {
        return Modifier.isPublic(member.getModifiers()) && !member.isSynthetic();
    }

    private static String text(Member member) {
        if (member instanceof Field field) {
            return field.toGenericString();
        }
        Executable executable = (Executable) member;
        return executable instanceof Method method
                ? method.toGenericString()
                : ((Constructor<?>) executable).toGenericString();
    }
}
