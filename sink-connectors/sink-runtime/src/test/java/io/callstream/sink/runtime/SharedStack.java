package io.callstream.sink.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts one {@link Stack} for all tests of the JVM that ask for it: a broker takes longer to start than most of them. */
final class SharedStack implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedStack.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stack.class;
    }

    @Override
    public Stack resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Started.class, unseen -> Started.now(), Started.class)
                .stack();
    }

    /** Stopped when all tests have run. */
    private record Started(Stack stack, Path folder)
            implements ExtensionContext.Store.CloseableResource, AutoCloseable {
        static Started now() {
            try {
                Path folder = Files.createTempDirectory("callstream-stack");
                return new Started(Stack.start(folder), folder);
            } catch (Exception e) {
                throw new IllegalStateException("the stack has not started", e);
            }
        }

        @Override
        public void close() throws Exception {
            stack.close();
            List<Path> all;
            try (Stream<Path> tree = Files.walk(folder)) {
                all = tree.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path each : all) {
                Files.delete(each);
            }
        }
    }
}
