package io.callstream.sink.supabase;

import io.callstream.sink.testkit.SinkContractTest;
import io.callstream.sink.testkit.SinkHarness;

class SupabaseSinkContractTest extends SinkContractTest<SupabaseSinkConfig> {
    @Override
    protected SinkHarness<SupabaseSinkConfig> newHarness() {
        return new SupabaseHarness();
    }
}
