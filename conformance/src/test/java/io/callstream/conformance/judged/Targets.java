package io.callstream.conformance.judged;

import io.callstream.testing.provider.ProviderOptions;
import io.callstream.testing.provider.SimulatedProvider;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Starts every target once for the whole run and stops them at its end. */
public final class Targets implements ArgumentsProvider {
    private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(Targets.class);
    private static final String KEY = "sk-simulated";

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        return Stream.of(Arguments.of(simulator(context)), Arguments.of(gateway(context)));
    }

    public static Target simulator(ExtensionContext context) {
        return started(context, "simulator", Targets::simulator);
    }

    public static Target gateway(ExtensionContext context) {
        return started(context, "gateway", GatewayTarget::start);
    }

    private static Target started(ExtensionContext context, String name, Supplier<Target> start) {
        return context.getRoot().getStore(OURS).getOrComputeIfAbsent(name, missing -> start.get(), Target.class);
    }

    /** The simulated provider itself: what the judge refuses here is a fault of the simulator. */
    private static Target simulator() {
        SimulatedProvider provider =
                SimulatedProvider.start(ProviderOptions.forTests().withApiKey(KEY));
        return new Target("simulator", provider.apiBase(), KEY, provider, provider::close);
    }
}
