package io.tidegate.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.StoreConfig.Durability;
import io.tidegate.store.Finding;
import io.tidegate.testing.StoreConfigs;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found out from what servers say, at each level of durability. */
class FitnessTest {

    private static final Map<String, String> GOOD =
            Map.of(
                    "redis_version", "7.0.15",
                    "maxmemory_policy", "noeviction",
                    "aof_enabled", "1",
                    "slave0", "ip=10.0.0.2,port=6379,state=online,offset=70,lag=0",
                    "slave1", "ip=10.0.0.3,port=6379,state=online,offset=70,lag=1");

    @ParameterizedTest
    @CsvSource({"MEMORY, everysec", "REPLICATED, everysec", "FSYNCED, always"})
    void serverThatKeepsWhatIsPromisedIsFit(Durability level, String fsync) {
        // When
        var findings =
                new Fitness(facts(fsync, true, false, ""), StoreConfigs.at(level), false)
                        .findings();
        // Then
        assertThat(findings).allMatch(it -> it.grade() == Finding.Grade.OK, "is ok");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    MEMORY     | maxmemory_policy=allkeys-lru | ERROR eviction: maxmemory-policy is allkeys-lru, so redis may drop events; CONFIG SET maxmemory-policy noeviction, and the same in its file
                    FSYNCED    | maxmemory_policy=volatile-ttl | ERROR eviction: maxmemory-policy is volatile-ttl, so redis may drop events; CONFIG SET maxmemory-policy noeviction, and the same in its file
                    MEMORY     | maxmemory_policy= | WARNING eviction: maxmemory-policy is unknown; make sure that it is noeviction
                    MEMORY     | aof_enabled=0 | WARNING persistence: appendonly is no, so a restart of redis loses events; CONFIG SET appendonly yes, and the same in its file
                    FSYNCED    | aof_enabled=0 | ERROR persistence: appendonly is no, so a restart of redis loses events; CONFIG SET appendonly yes, and the same in its file
                    MEMORY     | aof_enabled= | WARNING persistence: appendonly is unknown; make sure that it is yes, or a restart of redis loses events
                    MEMORY     | redis_version=6.2.1 | WARNING version: redis 6.2.1 is older than 7.0; upgrade it; nothing older is tested
                    MEMORY     | redis_version= | WARNING version: the server does not answer INFO; allow INFO to this user, else nothing can be checked
                    REPLICATED | slave1= | WARNING replicas: 1 online, 1 needed, so that none may fail; attach one more with REPLICAOF
                    REPLICATED | slave1= slave0=state=wait_bgsave | ERROR replicas: 0 online, 1 needed; attach one more with REPLICAOF, or lower store.replicas
                    """)
    void whatIsWrongIsNamedWithItsRemedy(Durability level, String changes, String expected) {
        // When
        var fitness =
                new Fitness(facts("always", true, false, changes), StoreConfigs.at(level), false);
        // Then
        assertThat(bad(fitness)).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    everysec | false | ERROR fsync: appendfsync is everysec and the server has no WAITAOF; CONFIG SET appendfsync always, or use a server of 7.2 or newer
                    ''       | false | ERROR fsync: the server hides CONFIG and has no WAITAOF, so appendfsync is unknown; allow CONFIG GET to this user, or use a server of 7.2 or newer
                    everysec | true  |
                    ''       | true  |
                    """)
    void diskIsConfirmedByTheSettingOrByTheCommand(String fsync, boolean canWait, String expected) {
        // When
        var fitness =
                new Fitness(
                        facts(fsync, true, canWait, ""),
                        StoreConfigs.at(Durability.FSYNCED),
                        false);
        // Then
        assertThat(bad(fitness)).isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @Test
    void replicasCannotConfirmWhereWaitIsForbidden() {
        // When
        var fitness =
                new Fitness(
                        facts("", false, false, ""), StoreConfigs.at(Durability.REPLICATED), false);
        // Then
        assertThat(bad(fitness))
                .containsExactly(
                        "ERROR replicas: this user may not use WAIT; allow WAIT to this user");
    }

    @Test
    void replicasDecideForThemselvesWhereTheirNumberIsHidden() {
        // Given
        var silent = new ServerFacts(Map.of(), "", true, false);
        // When
        var findings =
                new Fitness(silent, StoreConfigs.at(Durability.REPLICATED), false).findings();
        // Then
        assertThat(findings).noneMatch(Finding::isError);
    }

    private static List<String> bad(Fitness fitness) {
        return fitness.findings().stream()
                .filter(it -> it.grade() != Finding.Grade.OK)
                .map(it -> it.grade() + " " + it.subject() + ": " + it.advice())
                .collect(Collectors.toList());
    }

    /** A good server, except that these facts are different, or missing where nothing is given. */
    private static ServerFacts facts(
            String fsync, boolean waits, boolean waitsForDisk, String changes) {
        var facts = new HashMap<>(GOOD);
        Arrays.stream(changes.split(" ", -1))
                .map(change -> change.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(
                        pair -> {
                            facts.remove(pair[0]);
                            if (!pair[1].isEmpty()) {
                                facts.put(pair[0], pair[1]);
                            }
                        });
        return new ServerFacts(facts, fsync, waits, waitsForDisk);
    }
}
