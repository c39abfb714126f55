package io.callstream.cli.stack;

import io.callstream.cli.run.DataDirOption;
import io.callstream.cli.run.OneServer;
import io.callstream.cli.run.ServerOptions;
import io.callstream.stack.kafka.KafkaBroker;
import io.callstream.stack.kafka.KafkaOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code callstream kafka}: a broker alone. */
@Command(name = "kafka", description = "Run a Kafka broker (KRaft, one node, no authentication).")
public final class KafkaCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private DataDirOption data = new DataDirOption();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "Port (default: 9092); 0 picks a free one.")
    private int port;

    @Override
    public Integer call() throws InterruptedException {
        return new OneServer("kafka", server, spec.commandLine().getOut()).run(() -> {
            KafkaBroker broker = KafkaBroker.start(
                    KafkaOptions.in(data.of("kafka")).withHost(server.host()).withPort(port));
            return OneServer.Started.here(broker, broker.bootstrapServers());
        });
    }
}
