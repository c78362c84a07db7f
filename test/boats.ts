/** A small article whose tables say yes and no. */
export const BOATS = `---
title: Four boats
source:
  name: Made up for a test
licence: CC0-1.0
noun: boat
subjects:
  - id: dinghy
    heading: Dinghy
  - id: barge
    heading: Barge
  - id: yawl
    heading: Yawl
  - id: ferry
    heading: Ferry
---
# Four boats

## Introduction

The article treats four boats: the dinghy, the barge, the yawl and the ferry.

## Dinghy

A dinghy is a small open boat for one or two.

### At a glance

| Fact | Value |
| --- | --- |
| Sail | Yes |
| Motor | No |
| Licence | Free |
| Made in | Denmark |

## Barge

A barge carries gravel on canals. The crew once lent a sail to a neighbour. It has a deep hold.

### At a glance

| Fact | Value |
| --- | --- |
| Sail | No |
| Motor | Yes |
| Licence | Required |
| Made in | Holland; Denmark |

## Yawl

A yawl has two masts and sleeps four.

### At a glance

| Fact | Value |
| --- | --- |
| Sail | True |
| Motor | True |
| Licence | None |
| Made in | Scotland |

## Ferry

A ferry carries cars across a river.

### At a glance

| Fact | Value |
| --- | --- |
| Sail | False |
| Motor | Yes |
| Licence | Required |
| Made in | Scotland |
`;
