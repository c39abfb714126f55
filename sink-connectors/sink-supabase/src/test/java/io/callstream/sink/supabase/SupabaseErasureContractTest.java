package io.callstream.sink.supabase;

import io.callstream.sink.testkit.ErasureContractTest;
import io.callstream.sink.testkit.ErasureHarness;

class SupabaseErasureContractTest extends ErasureContractTest<SupabaseSinkConfig> {
    @Override
    protected ErasureHarness<SupabaseSinkConfig> newHarness() {
        return new SupabaseHarness();
    }
}
