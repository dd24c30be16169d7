package io.tidegate.store.redis;

import io.tidegate.store.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was found out about several nodes, told as of one: of each subject the worst. */
final class NodeFindings {

    private final Map<String, Finding> worst = new LinkedHashMap<>();

    private NodeFindings() {}

    /**
     * The worst finding on each subject, which names its node unless all is well.
     *
     * @param byNode findings by the name of the node; that is empty if there is only one server
     */
    static List<Finding> worst(Map<String, List<Finding>> byNode) {
        var findings = new NodeFindings();
        byNode.forEach((node, its) -> its.forEach(it -> findings.add(node, it)));
        return List.copyOf(findings.worst.values());
    }

    private void add(String node, Finding finding) {
        var named = named(node, finding);
        worst.merge(
                finding.subject(),
                named,
                (known, other) -> other.grade().compareTo(known.grade()) > 0 ? other : known);
    }

    private static Finding named(String node, Finding finding) {
        return node.isEmpty() || finding.grade() == Finding.Grade.OK
                ? finding
                : new Finding(
                        finding.grade(),
                        finding.subject(),
                        node + ": " + finding.text(),
                        finding.remedy());
    }
}
