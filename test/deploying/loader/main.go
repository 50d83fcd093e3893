// Reads docker-compose.yml as Compose does, builds the Kubernetes base as kustomize does, and decodes every object strictly by Kubernetes' own
// types: an unknown field is an error. Prints both as JSON, resolved.
//
//	go run . DIRECTORY
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/compose-spec/compose-go/v2/cli"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/client-go/kubernetes/scheme"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

func main() {
	if len(os.Args) != 2 {
		fail(fmt.Errorf("usage: loader DIRECTORY"))
	}
	root := os.Args[1]
	compose, err := composeProject(root)
	if err != nil {
		fail(fmt.Errorf("docker-compose.yml: %w", err))
	}
	objects, err := kubernetesObjects(filepath.Join(root, "deploy/kubernetes"))
	if err != nil {
		fail(fmt.Errorf("deploy/kubernetes: %w", err))
	}
	if err := json.NewEncoder(os.Stdout).Encode(map[string]any{"compose": compose, "kubernetes": objects}); err != nil {
		fail(err)
	}
}

func composeProject(root string) (json.RawMessage, error) {
	options, err := cli.NewProjectOptions([]string{filepath.Join(root, "docker-compose.yml")}, cli.WithWorkingDirectory(root), cli.WithName("zongheng"))
	if err != nil {
		return nil, err
	}
	project, err := options.LoadProject(context.Background())
	if err != nil {
		return nil, err
	}
	return project.MarshalJSON()
}

func kubernetesObjects(base string) ([]runtime.Object, error) {
	built, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(filesys.MakeFsOnDisk(), base)
	if err != nil {
		return nil, err
	}
	decoder := serializer.NewCodecFactory(scheme.Scheme, serializer.EnableStrict).UniversalDeserializer()
	var objects []runtime.Object
	for _, resource := range built.Resources() {
		text, err := resource.AsYAML()
		if err != nil {
			return nil, err
		}
		object, _, err := decoder.Decode(text, nil, nil)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", resource.CurId(), err)
		}
		objects = append(objects, object)
	}
	return objects, nil
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
